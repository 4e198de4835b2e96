// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { withFoyer } from '../support/foyer';
import type { Foyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { PlainSocket } from '../support/plainsocket';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

const withSearch = (work: (foyer: Foyer, browser: Browser) => Promise<void>) =>
  withFoyer((foyer) => withBrowser((browser) => work(foyer, browser)), ['--guests-search']);

/** Says it all, and answers when the room has heard the last of it. */
async function speak(foyer: Foyer, name: string, lines: readonly string[]): Promise<void> {
  const socket = await new PlainSocket(foyer.socketUrl(`/ws/${name}`)).open();
  for (const [index, line] of lines.entries()) {
    socket.say(line);
    if (index % 200 === 199 || index === lines.length - 1) await socket.hears(`${name}: ${line}`);
  }
  socket.close();
}

const panel = (guest: Guest): Locator => guest.page.getByRole('search');
const results = (guest: Guest): Locator => panel(guest).getByRole('list', { name: 'What was found' }).getByRole('button');

async function look(guest: Guest, words: string): Promise<void> {
  await guest.page.getByRole('button', { name: 'Search what was said' }).click();
  await panel(guest).getByLabel('Words').fill(words);
}

/** The line in the log, once it lies wholly on screen. */
async function isInSight(guest: Guest, text: string): Promise<void> {
  await guest.page.waitForFunction((wanted) => {
    const pane = document.querySelector('.log')?.getBoundingClientRect();
    const line = [...document.querySelectorAll('.log .message .text')].find((each) => each.textContent === wanted)?.getBoundingClientRect();
    return pane && line && line.top >= pane.top && line.bottom <= pane.bottom;
  }, text);
}

test('finds by a part of a word, by who said it, and by a single Chinese character', () => withSearch(async (foyer, browser) => {
  await speak(foyer, 'Sam', ['the old millstone', 'nothing of that', '我们在老磨坊见面']);
  await speak(foyer, 'Kim', ['a mill by the river']);
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await look(ada, 'mill');
  await panel(ada).getByText('2 messages found').waitFor();
  assert.deepEqual(await results(ada).locator('.name').allTextContents(), ['Kim', 'Sam'], 'newest first');
  assert.deepEqual(await results(ada).locator('mark').allTextContents(), ['mill', 'mill']);

  await panel(ada).getByLabel('Said by').fill('sam');
  await panel(ada).getByText('1 message found').waitFor();
  assert.deepEqual(await results(ada).locator('.text').allTextContents(), ['the old millstone']);

  await panel(ada).getByLabel('Words').fill('磨');
  await results(ada).getByText('我们在老磨坊见面').waitFor();
  assert.deepEqual(await results(ada).locator('mark').allTextContents(), ['磨']);

  await panel(ada).getByLabel('Words').fill('submarine');
  await panel(ada).getByText('Nothing was found.').waitFor();
  await panel(ada).getByLabel('Words').fill('');
  await panel(ada).getByLabel('Said by').fill('');
  await panel(ada).getByLabel('Words').fill('river');
  await panel(ada).getByLabel('Day').fill('2001-02-03');
  await panel(ada).getByText('Nothing was found.').waitFor();
  await panel(ada).getByLabel('Day').fill('');
  await panel(ada).getByText('1 message found').waitFor();
  ada.assertContent();
}));

for (const [name, options] of [['a phone', phone], ['a desktop', {}]] as const) {
  test(`goes far back to what was found, on both ways from there, and to the latest again, on ${name}`, () => withSearch(async (foyer, browser) => {
    const lines = Array.from({ length: 1500 }, (_, i) => `line ${String(i + 1)}`);
    lines[299] = 'here lies the treasure';
    await speak(foyer, 'Sam', lines);
    const ada = await Guest.arrive(browser, foyer.url(), options);
    await ada.join('Ada');
    await ada.reads('line 1500');
    await look(ada, 'treasure');
    await results(ada).first().click();
    await isInSight(ada, 'here lies the treasure');
    if (name === 'a phone') await panel(ada).waitFor({ state: 'detached' });
    const held = await ada.page.locator('.log .message').count();
    assert.ok(held < 500, `${String(held)} rows`);

    const { page } = ada;
    const scrollTo = async (end: 'top' | 'bottom', until: string) => {
      await page.waitForFunction(([way, wanted]) => {
        const log = document.querySelector('.log');
        if (log) log.scrollTop = way === 'top' ? 0 : log.scrollHeight;
        return [...document.querySelectorAll('.log .message .text')].some((text) => text.textContent === wanted);
      }, [end, until] as const);
    };
    await scrollTo('top', 'line 150');
    await scrollTo('bottom', 'line 500');
    await page.getByRole('button', { name: 'To the latest message' }).click();
    await isInSight(ada, 'line 1500');
    await ada.say('back again');
    await ada.hears('back again');
    await isInSight(ada, 'back again');
    ada.assertContent();
  }));
}

test('what comes into sight at the end is fetched', () => withSearch(async (foyer, browser) => {
  await speak(foyer, 'Sam', Array.from({ length: 100 }, (_, i) => `apple ${String(i + 1)}`));
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await look(ada, 'apple');
  await results(ada).first().waitFor();
  await ada.page.waitForFunction(() => {
    const search = document.querySelector('.search');
    if (search) search.scrollTop = search.scrollHeight;
    return document.querySelectorAll('.result').length === 100;
  });
  await panel(ada).getByText('100 messages found', { exact: true }).waitFor();
  const shown = await results(ada).locator('.text').allTextContents();
  assert.deepEqual(shown, Array.from({ length: 100 }, (_, i) => `apple ${String(100 - i)}`));
}));

test('the keyboard alone searches, goes there, and comes back', () => withSearch(async (foyer, browser) => {
  await speak(foyer, 'Sam', ['first apple', 'second apple']);
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.reads('second apple');
  const { keyboard } = ada.page;
  const focused = () => ada.page.evaluate(() => document.activeElement?.textContent ?? '');
  await ada.composer.focus();
  await keyboard.press('Control+f');
  await ada.page.waitForFunction(() => document.activeElement?.id === 'search-words');
  await keyboard.type('apple');
  await keyboard.press('Enter');
  await panel(ada).getByText('2 messages found').waitFor();
  await keyboard.press('ArrowDown');
  assert.match(await focused(), /second apple/);
  await keyboard.press('ArrowDown');
  assert.match(await focused(), /first apple/);
  await keyboard.press('Enter');
  await isInSight(ada, 'first apple');
  await ada.page.locator('.message.marked').waitFor();
  await ada.page.locator('.message.marked').waitFor({ state: 'detached' });
  await keyboard.press('Escape');
  await panel(ada).waitFor({ state: 'detached' });
  assert.equal(await ada.composer.evaluate((field) => field === document.activeElement), true);
  ada.assertContent();
}));

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, options] of [['a phone', phone], ['a desktop', {}]] as const) {
    test(`the search is accessible on ${name}, ${colorScheme}`, () => withSearch(async (foyer, browser) => {
      await speak(foyer, 'Sam', ['the old mill', 'a mill by the river']);
      const ada = await Guest.arrive(browser, foyer.url(), { ...options, colorScheme });
      const clean = async (where: string) => {
        const { violations } = await new AxeBuilder({ page: ada.page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => [where, id, nodes.map(({ html }) => html)]), []);
      };
      await ada.join('Ada');
      await look(ada, 'mill');
      await panel(ada).getByText('2 messages found').waitFor();
      await clean('found');
      const { wide, room } = await ada.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
      assert.ok(wide <= room, `${String(wide)} px in ${String(room)}`);
      await panel(ada).getByLabel('Words').fill('?!');
      await panel(ada).getByText('There is no word in this to search for.').waitFor();
      await clean('refused');
    }));
  }
}

test('is not offered where the host does not allow it', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  assert.equal(await ada.page.getByRole('button', { name: 'Search what was said' }).count(), 0);
  await ada.composer.press('Control+f');
  await ada.drawn();
  assert.equal(await panel(ada).count(), 0);
})));
