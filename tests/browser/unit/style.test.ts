// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceText } from '../support/golden';

const css = sourceText('resources/web/src/style.css');
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map((match) => match[1] ?? '');

const colours = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--([\w-]+): (#[0-9A-F]{6});/gi)].map((match) => [match[1] ?? '', match[2] ?? '']));

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const hues = Array.from({ length: 8 }, (_, hue) => `hue-${String(hue)}`);
const words: readonly (readonly [string, readonly string[]])[] = [
  ['text', ['ground', 'surface', 'accent-soft']],
  ['muted', ['ground', 'surface']],
  ['accent', ['ground', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['ok', ['ground']],
  ['warn', ['ground', 'surface', 'warn-soft']],
  ['danger', ['ground', 'surface']],
  ...hues.map((hue) => [hue, ['ground', 'surface']] as const),
];

for (const [scheme, block] of [['light', light], ['dark', dark]] as const) {
  test(`every word can be read, ${scheme}`, () => {
    const tokens = colours(block);
    for (const [ink, grounds] of words) {
      for (const ground of grounds) {
        const ratio = contrast(tokens.get(ink) ?? '', tokens.get(ground) ?? '');
        assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
      }
    }
    for (const ground of ['ground', 'surface']) {
      const ratio = contrast(tokens.get('control') ?? '', tokens.get(ground) ?? '');
      assert.ok(ratio >= 3, `control on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}

test('both schemes know the same colours', () => {
  assert.deepEqual([...colours(dark).keys()], [...colours(light).keys()]);
});

test('every custom property that is used is set', () => {
  const set = new Set([...css.matchAll(/--([\w-]+):/g)].map((match) => match[1]));
  for (const [, used] of css.matchAll(/var\(--([\w-]+)/g)) assert.ok(set.has(used), used);
});

test('the page holds nothing that its policy forbids', () => {
  const html = sourceText('resources/web/src/index.html');
  assert.doesNotMatch(html, /<style|style=|\son\w+=|<script(?![^>]*src=)|https?:/i);
  assert.doesNotMatch(css, /url\(|@import/);
});
