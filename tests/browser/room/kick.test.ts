// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { withFoyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { Operator } from '../support/operator';

test('a kicked guest is told so, cannot come back yet, and can once the host lets them', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const bob = await Guest.arrive(browser, foyer.url());
  await bob.join('Bob');
  const ada = await Guest.arrive(browser, foyer.url());
  await ada.join('Ada');
  const host = await Operator.join(foyer);

  const cooling = await host.kick('Bob', 'spam');
  await bob.page.getByRole('heading', { name: 'The host has asked you to leave' }).waitFor();
  await bob.reads('“spam”');
  await bob.reads(/^You can come back in (1:00|0:[0-5]\d)\.$/);
  await ada.reads('Bob was asked to leave');

  // Neither by the button, nor by a reload, nor under another name.
  await bob.page.getByRole('button', { name: 'Try now' }).click();
  await bob.reads(/^You can come back in/);
  await bob.page.reload();
  await bob.page.getByLabel('Your name').fill('Robert');
  await bob.page.getByRole('button', { name: 'Come in' }).click();
  await bob.reads(/^You can come back in/);
  assert.deepEqual(await ada.roster(), ['Ms Brandt', 'Ada']);

  await host.letIn(cooling);
  await bob.page.getByRole('button', { name: 'Try now' }).click();
  await bob.inside();
  await bob.say('sorry');
  await ada.hears('sorry');
  host.leave();
})));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`being kept out is told accessibly, ${colorScheme}`, () => withFoyer((foyer) => withBrowser(async (browser) => {
    const bob = await Guest.arrive(browser, foyer.url(), { colorScheme });
    await bob.join('Bob');
    const host = await Operator.join(foyer);
    await host.kick('Bob', 'spam');
    await bob.reads('“spam”');
    const { violations } = await new AxeBuilder({ page: bob.page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
    host.leave();
  })));
}

test('a newcomer from the address of a kicked guest is asked to wait', () => withFoyer((foyer) => withBrowser(async (browser) => {
  const bob = await Guest.arrive(browser, foyer.url());
  await bob.join('Bob');
  const host = await Operator.join(foyer);
  await host.kick('Bob', '');
  const eve = await Guest.arrive(browser, foyer.url());
  await eve.page.getByLabel('Your name').fill('Eve');
  await eve.page.getByRole('button', { name: 'Come in' }).click();
  await eve.page.getByRole('heading', { name: 'Please wait a moment' }).waitFor();
  assert.equal((await host.until('knock')).name, 'Eve');
  host.leave();
})));
