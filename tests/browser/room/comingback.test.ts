// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFoyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';

test('the program is killed and started again: both come back by themselves, and what was written meanwhile goes once', () =>
  withFoyer((foyer) => withBrowser(async (browser) => {
    const ada = await Guest.arrive(browser, foyer.url());
    await ada.join('Ada');
    const sam = await Guest.arrive(browser, foyer.url());
    await sam.join('Sam');
    await foyer.end('SIGKILL');
    await ada.reads('The connection was lost. Trying again…');
    await sam.reads('The connection was lost. Trying again…');
    await ada.say('written in between');
    await ada.reads('Goes out when the room is back');
    await foyer.start();
    await ada.inside();
    await sam.inside();
    await sam.hears('written in between');
    await ada.hears('written in between');
    assert.equal(await ada.page.locator('.letter').count(), 0);
    assert.equal(await sam.message('written in between').count(), 1);
    await sam.sees(2);
    assert.deepEqual(await sam.roster(), ['Sam', 'Ada']);
    await sam.say('and on it goes');
    await ada.hears('and on it goes');
  })));

test('the room is closed and opened again: the page says so, and comes back by itself', () =>
  withFoyer((foyer) => withBrowser(async (browser) => {
    const ada = await Guest.arrive(browser, foyer.url());
    await ada.join('Ada');
    const ming = await Guest.arrive(browser, foyer.url(), { locale: 'zh-CN' });
    await ming.page.getByLabel('你的名字').waitFor();
    assert.equal(await foyer.end('SIGTERM'), 0);
    await ada.reads('The room is closed. It comes back by itself when the host opens it.');
    await foyer.start();
    await ada.inside();
    await ada.say('back again');
    await ada.hears('back again');
    ada.assertContent();
  })));

test('a network that comes back is noticed at once', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await foyer.end('SIGKILL');
  await ada.reads('The connection was lost. Trying again…');
  await foyer.start();
  await ada.page.evaluate(() => { dispatchEvent(new Event('online')); });
  await ada.inside();
})));

test('whoever takes long over the name comes in all the same', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  const closed = new Promise<void>((resolve) => {
    ada.page.on('websocket', (socket) => { socket.on('close', () => { resolve(); }); });
  });
  await ada.page.reload();
  await closed;
  assert.equal(await ada.page.getByRole('alert').count(), 0, 'without a word');
  await ada.join('Ada');
})));
