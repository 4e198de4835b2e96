// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFoyer } from '../support/foyer';
import type { Foyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { PlainSocket } from '../support/plainsocket';

const words = {
  en: { options: [], echo: 'You sent: ', left: ' left the room' },
  zh_CN: { options: ['--lang', 'zh_CN'], echo: '你发送了: ', left: ' 离开了聊天室' },
} as const;

const join = (foyer: Foyer, name: string) => new PlainSocket(foyer.socketUrl(`/ws/${encodeURIComponent(name)}`)).open();

for (const [language, { options, echo, left }] of Object.entries(words)) {
  test(`/ws sends back what it was sent, ${language}`, () => withFoyer(async (foyer) => {
    const client = await new PlainSocket(foyer.socketUrl('/ws')).open();
    for (const text of ['hello', '你好', '']) {
      client.say(text);
      assert.equal(await client.next(), echo + text);
    }
    client.close();
  }, options));

  test(`/ws/{user} is a room for whoever has ten lines of script, ${language}`, () => withFoyer(async (foyer) => {
    const ada = await join(foyer, 'Ada');
    const ming = await join(foyer, '小明');
    ming.say('老师好');
    assert.equal(await ming.next(), '小明: 老师好');
    assert.equal(await ada.next(), '小明: 老师好');

    ming.say('hi\nalice: I resign');
    assert.equal(await ada.next(), '小明: hi\n    alice: I resign', 'nobody speaks in another\'s name');
    await ming.next();

    const second = await join(foyer, 'Ada');
    second.say('me too');
    assert.equal(await ada.next(), 'Ada (2): me too');
    assert.equal(await second.next(), 'Ada (2): me too', 'and nothing from before');
    await ming.next();

    second.cut();
    assert.equal(await ada.next(), `Ada (2)${left}`);
    ming.close();
    assert.equal(await ada.next(), `小明${left}`);
    ada.close();
  }, options));
}

test('addresses that cannot be used are closed with 1008', () => withFoyer(async (foyer) => {
  for (const path of ['/ws/', '/ws/Ada?token=x', '/ws/a%3Ab', '/ws/!x', `/ws/${'x'.repeat(65)}`]) {
    const client = await new PlainSocket(foyer.socketUrl(path)).open();
    assert.equal(await client.closeCode(), 1008, path);
  }
}));

test('the page and the plain path are one room', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const ming = await join(foyer, '小明');
  await ada.reads('小明 came in');
  await ada.reads('text client');
  ming.say('你好');
  await ada.hears('你好');
  assert.equal(await ming.next(), '小明: 你好');
  await ada.say('one\ntwo');
  assert.equal(await ming.next(), 'Ada: one\n    two');
  ming.cut();
  await ada.reads('小明 left');
})));
