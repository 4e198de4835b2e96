// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFoyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { Operator } from '../support/operator';

test('two browsers chat, and a third who joins late sees the past', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.page.getByRole('heading', { name: 'Class 7b' }).waitFor();
  await ada.join('Ada');
  const ming = await Guest.arrive(browser, foyer.url(), { locale: 'zh-CN' });
  await ming.page.getByLabel('你的名字').fill('小明');
  await ming.page.getByRole('button', { name: '进入房间' }).click();
  await ming.inside();
  await ada.reads('小明 came in');

  await ming.composer.pressSequentially('老');
  await ada.reads('小明 is writing…');
  await ming.say('老师好');
  await ada.hears('老师好');
  await ada.composer.fill('first line');
  await ada.composer.press('Shift+Enter');
  await ada.composer.pressSequentially('second line <b>');
  await ada.composer.press('Enter');
  await ming.hears('first line second line <b>');
  assert.equal(await ming.page.locator('.message:not(.own) .text').last().textContent(), 'first line\nsecond line <b>');
  assert.equal(await ada.page.locator('.message.own .text').last().textContent(), 'first line\nsecond line <b>');

  const sam = await Guest.arrive(browser, foyer.url());
  await sam.reads('2 people are here');
  await sam.join('Sam');
  await sam.hears('老师好');
  await sam.sees(3);
  assert.deepEqual(await sam.roster(), ['Sam', 'Ada', '小明']);
  for (const guest of [ada, ming, sam]) guest.assertContent();
})));

test('who writes faster than the room takes it loses nothing', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const sam = await Guest.arrive(browser, foyer.url());
  await sam.join('Sam');
  const lines = Array.from({ length: 10 }, (_, i) => `line ${String(i)}`);
  for (const line of lines) await ada.say(line);
  await sam.hears('line 9');
  assert.deepEqual(await sam.page.locator('.message .text').allTextContents(), lines);
  await ada.hears('line 9');
  assert.equal(await ada.page.locator('.letter').count(), 0);
  for (const guest of [ada, sam]) guest.assertContent();
}), ['--limit', 'rate=10/3']));

test('a name that is taken is offered with a number, and nobody is called alike', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const first = await Guest.arrive(browser, foyer.url());
  await first.join('Ada');
  const second = await Guest.arrive(browser, foyer.url());
  await second.page.getByLabel('Your name').fill('ADA');
  await second.page.keyboard.press('Enter');
  await second.reads(/^Someone here is already called ADA\./);
  await second.page.getByRole('button', { name: /^Use/ }).click();
  await second.inside();
  await first.sees(2);
  const [, other] = await first.roster();
  assert.notEqual(other?.toLowerCase(), 'ada');
})));

test('a new name is told to everybody', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const sam = await Guest.arrive(browser, foyer.url());
  await sam.join('Sam');
  await sam.page.getByRole('button', { name: 'Menu' }).focus();
  await sam.page.keyboard.press('Enter');
  await sam.page.keyboard.press('Enter');
  await sam.page.getByRole('dialog').getByLabel('Your name').fill('Samira');
  await sam.page.keyboard.press('Enter');
  await ada.reads('Sam is now called Samira');
  await sam.reads('You are now called Samira');
  await sam.page.getByRole('dialog').waitFor({ state: 'detached' });
})));

test('the host is known by the badge', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const host = await Operator.join(foyer);
  host.send({ type: 'say', id: 'm1', text: 'Welcome everybody' });
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.hears('Welcome everybody');
  assert.equal(await ada.page.locator('.message .host-badge').count(), 1);
  await ada.say('Good morning');
  await ada.hears('Good morning');
  assert.equal(await ada.page.locator('.message .host-badge').count(), 1);
  host.leave();
})));

test('older lines come by scrolling up, and what is on screen does not move', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const host = await Operator.join(foyer);
  for (let line = 1; line <= 130; line += 1) {
    host.send({ type: 'say', id: `m${String(line)}`, text: `line ${String(line)}` });
    await host.until('accepted');
  }
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.hears('line 130');
  assert.equal(await ada.message('line 1').count(), 0);
  const jumps = await ada.log.evaluate(async (log) => {
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    const bottom = (element: Element) => element.getBoundingClientRect().bottom;
    const found: number[] = [];
    const begin = performance.now();
    while (log.querySelectorAll('.message').length < 130 && performance.now() - begin < 20_000) {
      log.scrollTop = 120;
      await frame();
      const watched = [...log.querySelectorAll('.message')].find((message) => bottom(message) > log.getBoundingClientRect().top);
      const before = watched ? bottom(watched) : 0;
      const rows = log.querySelectorAll('.message').length;
      for (let wait = 0; wait < 300 && log.querySelectorAll('.message').length === rows; wait += 1) await frame();
      if (watched) found.push(Math.abs(bottom(watched) - before));
    }
    return found;
  });
  await ada.hears('line 1');
  assert.ok(jumps.length >= 1);
  for (const jump of jumps) assert.ok(jump <= 2, `moved by ${String(jump)} px`);

  host.send({ type: 'say', id: 'late', text: 'the very latest' });
  await ada.page.getByRole('button', { name: '1 new message' }).click();
  await ada.page.waitForFunction(() => {
    const log = document.querySelector('.log');
    return log && log.scrollHeight - log.scrollTop - log.clientHeight <= 1;
  });
  host.send({ type: 'say', id: 'later', text: 'even later' });
  await ada.hears('even later');
  await ada.page.waitForFunction(() => {
    const log = document.querySelector('.log');
    return log && log.scrollHeight - log.scrollTop - log.clientHeight <= 1;
  });
  host.leave();
})));
