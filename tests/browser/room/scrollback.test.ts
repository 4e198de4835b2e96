// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { withFoyer } from '../support/foyer';
import type { Foyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { PlainSocket } from '../support/plainsocket';
import { scrollThrough } from '../support/scrolling';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** Somebody who has said so much before anybody else came; every seventh line is a long one. */
async function speaker(foyer: Foyer, lines: number): Promise<PlainSocket> {
  const socket = await new PlainSocket(foyer.socketUrl('/ws/Sam')).open();
  for (let line = 1; line <= lines; line += 1) {
    socket.say(`line ${String(line)}${line % 7 === 0 ? ' and what there is to say about it at length'.repeat(line % 5) : ''}`);
    if (line % 200 === 0 || line === lines) await socket.hears(`Sam: line ${String(line)}`);
  }
  return socket;
}

const numbers = async (guest: Guest): Promise<readonly number[]> =>
  guest.page.evaluate(() => [...document.querySelectorAll('.log .message .text')].map((text) => Number(/^line (\d+)/.exec(text.textContent)?.[1])));

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

async function assertStretch(guest: Guest): Promise<readonly number[]> {
  const shown = await numbers(guest);
  const [first = 0] = shown;
  assert.deepEqual(shown, range(first, first + shown.length - 1), 'no hole, nothing twice, in order');
  assert.ok(shown.length <= 2000, String(shown.length));
  return shown;
}

const atEnd = async (guest: Guest) => guest.page.waitForFunction(() => {
  const log = document.querySelector('.log');
  return log && log.scrollHeight - log.scrollTop - log.clientHeight <= 1;
});

for (const [name, options] of [['a phone', phone], ['a desktop', desktop]] as const) {
  test(`three thousand lines back and forth on ${name}: nothing jumps, and no more is held than has to be`, () =>
    withFoyer((foyer) => withBrowser(async (browser) => {
      const sam = await speaker(foyer, 3200);
      const ada = await Guest.arrive(browser, foyer.url(), options);
      await ada.join('Ada');
      await ada.reads('line 3200');

      await ada.log.evaluate(scrollThrough, { way: -1, until: 'line 3130' });

      // While others go on speaking, now and then.
      let late = 3200;
      const talk = setInterval(() => { sam.say(`line ${String((late += 1))}`); }, 300);
      const back = await ada.log.evaluate(scrollThrough, { way: -1, until: 'There is nothing older here.' });
      clearInterval(talk);
      await sam.hears(`Sam: line ${String(late)}`);
      assert.ok(back.pages >= 20, `${String(back.pages)} pages`);
      assert.ok(back.jump <= 2, `moved by ${String(back.jump)} px`);
      assert.ok(back.rows <= 2100, `${String(back.rows)} rows`);
      assert.equal((await assertStretch(ada))[0], 1);
      const fresh = ada.page.getByRole('button', { name: new RegExp(`^${String(late - 3200)} new messages?$`) });
      await fresh.waitFor();

      // Turned on its side, and with a keyboard over its half.
      const held = await ada.log.evaluate(scrollThrough, { way: 1, until: 'line 300' });
      assert.ok(held.jump <= 2, `moved by ${String(held.jump)} px`);
      const { width, height } = options.viewport ?? { width: 0, height: 0 };
      for (const size of [{ width: height, height: width }, { width, height: height / 2 }, { width, height }]) {
        const before = await ada.underTheEye();
        await ada.page.setViewportSize(size);
        await ada.drawn();
        assert.ok(Math.abs(await ada.endOf(before.seq) - before.end) <= 2, `moved at ${String(size.width)} × ${String(size.height)}`);
      }

      const forth = await ada.log.evaluate(scrollThrough, { way: 1, until: `line ${String(late)}` });
      assert.ok(forth.pages >= 10, `${String(forth.pages)} pages`);
      assert.ok(forth.jump <= 2, `moved by ${String(forth.jump)} px`);
      assert.equal((await assertStretch(ada)).at(-1), late);
      await atEnd(ada);
      ada.assertContent();
      sam.close();
    })));
}

test('from far back the latest message is one press away, and one\'s own is in sight', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const sam = await speaker(foyer, 2600);
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.reads('line 2600');
  await ada.log.evaluate(scrollThrough, { way: -1, until: 'line 30' });
  sam.say('line 2601');
  await ada.page.getByRole('button', { name: '1 new message' }).click();
  await ada.hears('line 2601');
  await atEnd(ada);
  assert.equal((await assertStretch(ada)).at(-1), 2601);
  sam.say('line 2602');
  await ada.hears('line 2602');
  await atEnd(ada);

  await ada.log.evaluate(scrollThrough, { way: -1, until: 'line 30' });
  await ada.say('line 2603');
  await ada.hears('line 2603');
  await atEnd(ada);
  assert.equal((await assertStretch(ada)).at(-1), 2603);
  sam.close();
})));

test('the program is started again while somebody reads far back: they read on, and the lines of both lives follow each other', () =>
  withFoyer((foyer) => withBrowser(async (browser) => {
    await speaker(foyer, 400);
    const ada = await Guest.arrive(browser, foyer.url());
    await ada.join('Ada');
    await ada.reads('line 400');
    await ada.log.evaluate(scrollThrough, { way: -1, until: 'line 280' });
    await foyer.end('SIGKILL');
    await ada.reads('The connection was lost. Trying again…');
    const before = await ada.underTheEye();
    await foyer.start();
    await ada.inside();
    await ada.drawn();
    const after = await ada.endOf(before.seq);
    assert.ok(Math.abs(after - before.end) <= 2, `line ${before.seq} moved from ${String(before.end)} to ${String(after)}`);
    assert.equal(await ada.page.locator('.banner.calm').count(), 0, 'nothing is missing');
    const sam = await new PlainSocket(foyer.socketUrl('/ws/Sam')).open();
    sam.say('line 401');
    await ada.page.getByRole('button', { name: '1 new message' }).waitFor();
    await ada.log.evaluate(scrollThrough, { way: -1, until: 'There is nothing older here.' });
    assert.deepEqual(await assertStretch(ada), range(1, 401));
    ada.assertContent();
    sam.close();
  })));

test('a room that was begun anew says so, and starts with what is said there', () => withFoyer((foyer) => withBrowser(async (browser) => {
  await speaker(foyer, 60);
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.reads('line 60');
  await foyer.end('SIGKILL');
  await ada.reads('The connection was lost. Trying again…');
  foyer.forget();
  await foyer.start();
  await ada.reads('The room was begun anew.');
  assert.equal(await ada.message('line 60').count(), 0);
  await ada.page.getByRole('button', { name: 'All right' }).click();
  await ada.page.locator('.banner.calm').waitFor({ state: 'detached' });
  await ada.say('and on it goes');
  await ada.hears('and on it goes');
})));
