// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogs, isKey, isLanguage, preferredLanguage } from '../../../resources/web/src/text/catalog';
import { Locale } from '../../../resources/web/src/text/locale';
import { sourcesBelow, sourceText } from '../support/golden';

const blanks = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();

/** The refusal codes of the contract: the first column of its table of codes. */
function documentedCodes(): readonly string[] {
  const lines = sourceText('server/protocol/protocol.md').split('\n');
  const start = lines.indexOf('| `bad-json` | not one JSON object |');
  assert.ok(start > 0, 'the table of refusals has moved');
  const rows = lines.slice(start, lines.indexOf('', start));
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ''));
}

test('both languages say the same things, with the same blanks', () => {
  const { en, 'zh-CN': zh } = catalogs;
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const key of Object.keys(en).filter(isKey)) {
    assert.notEqual(en[key].trim(), '', key);
    assert.notEqual(zh[key].trim(), '', key);
    assert.deepEqual(blanks(zh[key]), blanks(en[key]), key);
  }
});

test('what is Chinese is written in Chinese', () => {
  const same = ['app.name', 'title', 'title.unread', 'held.reason', 'menu.language'];
  for (const [key, sentence] of Object.entries(catalogs['zh-CN'])) {
    if (!same.includes(key)) assert.match(sentence, /\p{Script=Han}/u, key);
    assert.doesNotMatch(sentence, /\p{Script=Han}[,:;!?]/u, `${key}: punctuation of the other script`);
  }
});

test('words keep to the house: calm, and without codes', () => {
  for (const catalog of Object.values(catalogs)) {
    for (const [key, sentence] of Object.entries(catalog)) {
      assert.doesNotMatch(sentence, /\berror\b|错误|[!！](?!”)/i, key);
      assert.doesNotMatch(sentence, /…./u, `${key}: something after the dots`);
    }
  }
});

test('every code of the contract has its sentence', () => {
  const codes = documentedCodes();
  assert.ok(codes.length >= 20, String(codes));
  for (const code of codes) assert.ok(isKey(`refused.${code}`), code);
});

test('a code of tomorrow is told in the words of the room', () => {
  const locale = new Locale('en');
  assert.equal(locale.refusal({ code: 'moon-phase', text: 'Not tonight.' }), 'Not tonight.');
  assert.equal(locale.refusal({ code: 'name-taken', text: 'x', suggestion: 'Ada 2' }, 'Ada'), 'Someone here is already called Ada. Try “Ada 2”.');
  assert.equal(new Locale('zh-CN').refusal({ code: 'name-taken', text: 'x' }, '小明'), '已经有人叫“小明”了，换个名字吧。');
});

test('why a name is taken is told as it is', () => {
  const locale = new Locale('en');
  const taken = { code: 'name-taken', text: 'x' };
  assert.equal(locale.refusal({ ...taken, suggestion: 'Аda 2', clash: 'look-alike' }, 'Аda'),
    'Someone here has a name that looks the same as Аda. Try “Аda 2”.');
  assert.equal(locale.refusal({ ...taken, clash: 'look-alike' }, 'Аda'), 'Someone here has a name that looks the same as Аda. Try another name.');
  assert.equal(locale.refusal({ ...taken, clash: 'host' }, 'Ms Brandt'), 'That is the host\'s name, or looks just like it. Try another name.');
  assert.equal(locale.refusal({ ...taken, clash: 'moon-phase' }, 'Ada'), 'Someone here is already called Ada. Try another name.');
});

test('who may not search is not told of other things that the host alone can do', () => {
  const refused = { to: 'search', code: 'not-allowed', text: 'x' };
  assert.equal(new Locale('en').refusal(refused), 'The host does not allow searching here.');
  assert.equal(new Locale('zh-CN').refusal(refused), '主持人没有开放搜索。');
  assert.equal(new Locale('en').refusal({ ...refused, to: 'kick' }), 'Only the host can do that.');
});

test('every sentence is said somewhere', () => {
  const sources = sourcesBelow('resources/web/src');
  for (const key of Object.keys(catalogs.en).filter((each) => !each.startsWith('refused.'))) {
    const counted = key.replace(/\.(one|other)$/, '');
    const said = [key, counted].some((each) => sources.includes(`'${each}'`) || sources.includes(`="${each}"`));
    assert.ok(said, `${key} is never said`);
  }
});

test('the browser chooses the language', () => {
  assert.equal(preferredLanguage(['zh-TW', 'en']), 'zh-CN');
  assert.equal(preferredLanguage(['zh']), 'zh-CN');
  assert.equal(preferredLanguage(['de-DE', 'en-GB', 'zh-CN']), 'en');
  assert.equal(preferredLanguage(['de', 'zh-Hans-CN']), 'zh-CN');
  assert.equal(preferredLanguage([]), 'en');
  assert.equal(isLanguage('zh-CN') && !isLanguage('tlh') && !isLanguage(undefined), true);
});

test('counts follow the rules of the language', () => {
  const en = new Locale('en');
  assert.equal(en.sayCount('prompt.here', 1), '1 person is here');
  assert.equal(en.sayCount('prompt.here', 1234), '1,234 people are here');
  assert.equal(new Locale('zh-CN').sayCount('prompt.here', 1), '已有 1 人在这里');
});
