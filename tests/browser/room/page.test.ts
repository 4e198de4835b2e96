// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { withFoyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { Operator } from '../support/operator';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;

test('everything fits on a phone of 360 px', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url(), phone);
  const fits = async (what: string) => {
    const { wide, room } = await ada.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: innerWidth }));
    assert.ok(wide <= room, `${what}: ${String(wide)} px in ${String(room)}`);
  };
  await ada.page.getByRole('heading', { name: 'Class 7b' }).waitFor();
  await fits('prompt');
  await ada.join('A name of quite thirty-two signs');
  await ada.say(`https://example.org/${'long/'.repeat(40)}`);
  await ada.say('x'.repeat(300));
  await ada.hears('x'.repeat(300));
  await fits('room');
  const box = await ada.composer.boundingBox();
  assert.ok(box && box.y + box.height <= 740 && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
  for (const control of await ada.page.getByRole('button').all()) {
    const size = await control.boundingBox();
    assert.ok(size && size.width >= 44 && size.height >= 44, `${String(await control.getAttribute('aria-label'))}: ${JSON.stringify(size)}`);
  }
  const fontSize = await ada.composer.evaluate((field) => getComputedStyle(field).fontSize);
  assert.ok(Number.parseFloat(fontSize) >= 16, 'a smaller one makes a phone zoom in');
  await ada.page.getByRole('button', { name: /^Show who is here/ }).tap();
  await ada.page.getByRole('dialog').getByText('A name of quite thirty-two signs').waitFor();
  await fits('people');
  ada.assertContent();
})));

test('works over plain http from a name that is not localhost', () => withFoyer(
  (foyer) => withBrowser(async (browser) => {
    const ada = await Guest.arrive(browser, foyer.url('foyer.test'));
    assert.equal(await ada.page.evaluate(() => isSecureContext), false);
    await ada.join('Ada');
    const sam = await Guest.arrive(browser, foyer.url('foyer.test'));
    await sam.join('Sam');
    await ada.say('no secure context needed');
    await sam.hears('no secure context needed');
    ada.assertContent();
    sam.assertContent();
  }, ['--host-resolver-rules=MAP foyer.test 127.0.0.1']),
  ['--allow-host', 'foyer.test'],
));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is accessible, ${colorScheme}`, () => withFoyer((foyer) => withBrowser(async (browser) => {
    const ada = await Guest.arrive(browser, foyer.url(), { colorScheme });
    const clean = async (where: string) => {
      const { violations } = await new AxeBuilder({ page: ada.page }).analyze();
      assert.deepEqual(violations.map(({ id, nodes }) => [where, id, nodes.map(({ html }) => html)]), []);
    };
    await ada.page.getByRole('heading', { name: 'Class 7b' }).waitFor();
    await clean('prompt');
    const host = await Operator.join(foyer);
    host.send({ type: 'say', id: 'm1', text: 'Welcome everybody, see http://example.org/' });
    await ada.join('Ada');
    await ada.say('Good morning');
    await ada.hears('Good morning');
    await clean('room');
    await ada.page.getByRole('button', { name: 'Menu' }).click();
    await clean('menu');
    await ada.page.getByRole('menuitem', { name: 'Change your name…' }).click();
    await clean('rename');
    await ada.page.keyboard.press('Escape');
    await ada.page.getByRole('dialog').waitFor({ state: 'detached' });
    const bob = await Guest.arrive(browser, foyer.url());
    await bob.join('Bob');
    await ada.reads('Bob came in');
    await foyer.end('SIGTERM');
    await ada.reads(/^The room is closed/);
    await clean('closed');
    await ada.page.getByRole('button', { name: 'Menu' }).click();
    await ada.page.getByRole('menuitem', { name: 'Leave the room' }).click();
    await ada.reads('You have left the room');
    await clean('left');
  })));
}

test('the keyboard alone does everything', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  const { keyboard } = ada.page;
  await ada.page.getByRole('heading', { name: 'Class 7b' }).waitFor();
  await keyboard.type('Ada');
  await keyboard.press('Enter');
  await ada.inside();
  await keyboard.type('typed without a mouse');
  await keyboard.press('Enter');
  await ada.hears('typed without a mouse');
  const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
  await keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'Messages');
  await keyboard.press('Shift+Tab');
  assert.equal(await focused(), 'Menu');
  await keyboard.press('Enter');
  assert.equal(await focused(), 'Change your name…');
  await keyboard.press('End');
  assert.equal(await focused(), 'Leave the room');
  await keyboard.press('Escape');
  assert.equal(await focused(), 'Menu');
  await keyboard.press('Enter');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await ada.reads('You have left the room');
})));

test('unread messages are counted in the title while nobody looks', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const sam = await Guest.arrive(browser, foyer.url());
  await sam.join('Sam');
  await sam.say('psst');
  await ada.page.waitForFunction(() => document.title === '(1) Class 7b — Foyer');
  await ada.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await ada.page.waitForFunction(() => document.title === 'Class 7b — Foyer');
})));
