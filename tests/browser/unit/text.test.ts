// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codePointCount, firstGrapheme } from '../../../resources/web/src/text/codepoints';
import { linkPieces } from '../../../resources/web/src/text/links';
import { Locale, minutesAndSeconds } from '../../../resources/web/src/text/locale';
import { logRows } from '../../../resources/web/src/view/logrows';
import { at, joined, said } from '../support/messages';

const links = (text: string) => linkPieces(text).filter(({ href }) => href !== undefined).map((piece) => piece.text);

test('finds web links and leaves everything else text', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['see http://a.org/x?y=1#z and https://b.org', ['http://a.org/x?y=1#z', 'https://b.org']],
    ['(http://a.org/x).', ['http://a.org/x']],
    ['http://a.org/wiki/X_(y), really', ['http://a.org/wiki/X_(y)']],
    ['看http://a.org/x。谢谢', ['http://a.org/x']],
    ['看 http://a.org/x。谢谢', ['http://a.org/x']],
    ['HTTP://A.ORG', ['HTTP://A.ORG']],
    ['javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.org', []],
    ['http:// https:///', []],
    ['xhttp://a.org', []],
    ['http://a.org/\u202egpj.exe', ['http://a.org/']],
    ['<http://a.org> "http://b.org"', ['http://a.org', 'http://b.org']],
    ['http://user:pw@a.org', ['http://user:pw@a.org']],
  ];
  for (const [text, expected] of rows) {
    assert.deepEqual(links(text), expected, text);
    assert.equal(linkPieces(text).map((piece) => piece.text).join(''), text, 'nothing is lost');
  }
});

test('a text of brackets or colons is cut up whole', () => {
  for (const text of [`http://a.org/${')'.repeat(4980)}`, 'http://'.repeat(700)]) {
    assert.equal(linkPieces(text).map((piece) => piece.text).join(''), text);
  }
});

test('counts code points, and takes a whole emoji for one character', () => {
  assert.equal(codePointCount('a😀\u{20000}'), 3);
  assert.equal(firstGrapheme('👩‍🏫 Eva'), '👩‍🏫');
  assert.equal(firstGrapheme(''), '');
});

test('a span is rounded up to seconds', () => {
  assert.deepEqual([0, 1, 52_000, 60_000, 3_723_000].map(minutesAndSeconds), ['0:00', '0:01', '0:52', '1:00', '1:02:03']);
});

test('days are named as people name them', () => {
  const locale = new Locale('en');
  const noon = new Date(2026, 2, 30, 12).getTime();
  assert.equal(locale.dayName(new Date(2026, 2, 30, 0, 1).getTime(), noon), 'Today');
  assert.equal(locale.dayName(new Date(2026, 2, 29, 23, 59).getTime(), noon), 'Yesterday');
  assert.match(locale.dayName(new Date(2026, 2, 28).getTime(), noon), /Saturday.*28/);
  assert.match(locale.dayName(new Date(2025, 2, 28).getTime(), noon), /2025/);
});

test('messages of one person stand together, and days apart', () => {
  const day = 86_400_000;
  const rows = logRows([
    said(1, 'a'), said(2, 'b'), said(3, 'c', { user: 3, name: 'Ada' }), joined(4, 5, 'Sam', 3), said(5, 'd', { user: 3, name: 'Ada' }),
    said(6, 'e', { user: 3, name: 'Ada', at: at + 400_000 }), said(7, 'f', { user: 3, name: 'Ada', at: at + 2 * day }),
  ], [], 3);
  const told = rows.map((row) => (row.kind === 'message' ? `${row.said.text}${row.first ? ' first' : ''}${row.own ? ' own' : ''}` : row.kind));
  assert.deepEqual(told, ['day', 'a first', 'b', 'c first own', 'notice', 'd first own', 'e first own', 'day', 'f first own']);
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length, 'keys are unique');
});
