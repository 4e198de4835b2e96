// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFoyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';

test('two tabs of one browser are one person', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const again = await ada.nextTab();
  assert.equal(await again.page.getByLabel('Your name').inputValue(), 'Ada');
  await again.page.getByRole('button', { name: 'Come in' }).click();
  await again.inside();
  await again.say('from the second tab');
  await ada.hears('from the second tab');
  assert.equal(await ada.page.locator('.message.own').count(), 1, 'own in the first tab too');
  for (const tab of [ada, again]) assert.deepEqual(await tab.roster(), ['Ada']);

  const sam = await Guest.arrive(browser, foyer.url());
  await sam.reads('1 person is here');
  await sam.join('Sam');
  await again.page.close();
  await ada.say('still here');
  await sam.hears('still here');
  await sam.sees(2);
  assert.equal(await sam.page.locator('.person.away').count(), 0);
})));

test('a reload keeps the place, the draft and the language', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  await ada.say('before');
  await ada.hears('before');
  await ada.page.getByRole('button', { name: 'Menu' }).click();
  await ada.page.getByRole('menuitem', { name: '中文' }).click();
  await ada.composer.fill('half a thought');
  await ada.page.reload();
  await ada.inside();
  await ada.hears('before');
  assert.equal(await ada.composer.inputValue(), 'half a thought');
  assert.equal(await ada.composer.getAttribute('placeholder'), '写点什么…');
  assert.deepEqual(await ada.roster(), ['Ada']);
})));

test('leaving gives the place up at once, and the way back asks for the name', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const sam = await Guest.arrive(browser, foyer.url());
  await sam.join('Sam');
  await ada.page.getByRole('button', { name: 'Menu' }).click();
  await ada.page.getByRole('menuitem', { name: 'Leave the room' }).click();
  await ada.reads('You have left the room');
  await sam.reads('Ada left');
  await sam.sees(1);
  await ada.page.getByRole('button', { name: 'Come back in' }).click();
  await ada.join('Ada');
  await sam.sees(2);
})));
