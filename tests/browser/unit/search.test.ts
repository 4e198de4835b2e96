// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark, Refused, ServerMessage } from '../../../resources/web/src/protocol/messages';
import { due, follow, goOn, isOffered, markAsked, maxRows, noSearch, question, spanOf, unask, wishFor } from '../../../resources/web/src/state/search';
import type { SearchState } from '../../../resources/web/src/state/search';
import { markedPieces } from '../../../resources/web/src/text/marks';
import { at, found, foundLine, said, welcome } from '../support/messages';

const open: SearchState = { ...noSearch, open: true };
const asked = (id = 's1', search = wishFor(open, { words: 'mill' })) => markAsked(search, id);
const answered = (more: object = {}) => follow(asked(), found('s1', [foundLine(40), foundLine(30)], more));
const seqs = ({ rows }: SearchState) => rows.map(({ seq }) => seq);
const refusal = (more: Partial<Refused> = {}): Refused => ({ type: 'refused', to: 'search', id: 's1', code: 'search-no-words', text: 'x', ...more });

test('is offered where one may search and something is kept', () => {
  assert.equal(isOffered({ search: true, keeping: { mode: 'days', days: 1 } }), true);
  assert.equal(isOffered({ search: true, keeping: { mode: 'nothing' } }), false);
  assert.equal(isOffered({ search: false, keeping: { mode: 'always' } }), false);
});

test('what is wished for is due, nothing rests, and the same changes nothing', () => {
  const wished = wishFor(open, { words: 'mill' });
  assert.equal(wished.stage, 'due');
  assert.equal(wishFor(wished, { words: 'mill' }), wished);
  assert.equal(wishFor(wished, { words: '  ' }).stage, 'resting');
  assert.equal(wishFor(wishFor(wished, { day: '2026-03-14' }), { words: '' }).stage, 'due');
  assert.deepEqual(seqs(wishFor(answered(), { words: '' })), [], 'nothing looked for, nothing found');
});

test('the question holds what is given and no more', () => {
  assert.deepEqual(question(wishFor(open, { words: ' old mill ' }), 's1'), { type: 'search', id: 's1', words: 'old mill', author: '', limit: 30 });
  const { from, to, ...rest } = question(wishFor(open, { author: 'ada', day: '2026-03-14' }), 's2');
  assert.deepEqual(rest, { type: 'search', id: 's2', words: '', author: 'ada', limit: 30 });
  assert.deepEqual([from, to], [new Date(2026, 2, 14).getTime(), new Date(2026, 2, 15).getTime()]);
});

test('a day is a whole one, however long it is', () => {
  for (let date = 1; date <= 365; date += 1) {
    const day = new Date(Date.UTC(2026, 0, date)).toISOString().slice(0, 10);
    const { from = 0, to = 0 } = spanOf(day);
    assert.equal(new Date(from).getHours() + new Date(to).getHours(), 0, day);
    assert.equal(new Date(to - 1).getDate(), new Date(from).getDate(), day);
  }
  for (const none of ['', '2026', '2026-3-1', '20260-03-01', 'today']) assert.deepEqual(spanOf(none), {}, none);
  assert.deepEqual(spanOf('0020-01-01'), { from: 0, to: 0 }, 'before there was a time to tell');
});

test('an answer to another question is not taken', () => {
  const search = asked('s2', wishFor(asked('s1'), { words: 'milk' }));
  assert.equal(follow(search, found('s1', [foundLine(40)])), search);
  const nameless: ServerMessage = { type: 'found', more: false, complete: true, lines: [foundLine(40)] };
  assert.equal(follow(search, nameless), search);
  assert.equal(follow(search, refusal()), search);
  assert.equal(follow(search, refusal({ to: 'backlog', id: 's2' })), search);
  assert.equal(follow(noSearch, nameless), noSearch, 'nothing was asked at all');
  const changed = wishFor(asked('s1'), { words: 'milk' });
  assert.equal(follow(changed, found('s1', [foundLine(40)])), changed, 'typed on meanwhile');
});

test('what was found last stays until there is an answer', () => {
  const again = markAsked(wishFor(answered({ more: true, next: 30 }), { words: 'wind' }), 's2');
  assert.deepEqual(seqs(again), [40, 30]);
  assert.equal(question(again, 's2').before, undefined, 'from the newest on');
  assert.deepEqual(seqs(follow(again, found('s2', [foundLine(7)]))), [7]);
});

test('goes on where there is more, once at a time', () => {
  const first = answered({ more: true, next: 25, complete: false });
  assert.deepEqual([first.next, first.complete], [25, false]);
  const on = goOn(first);
  assert.equal(question(on, 's2').before, 25);
  const asking = markAsked(on, 's2');
  assert.equal(goOn(asking), asking);
  const empty = follow(asking, found('s2', [], { more: true, next: 12 }));
  assert.deepEqual([seqs(empty), empty.next, empty.complete], [[40, 30], 12, true], 'a page without any is gone past');
  const whole = follow(markAsked(goOn(empty), 's3'), found('s3', [foundLine(11), foundLine(2)]));
  assert.deepEqual([seqs(whole), whole.next, whole.cut], [[40, 30, 11, 2], undefined, false]);
  assert.equal(goOn(whole), whole);
});

test('an answer that leads nowhere is not asked on for, and tells nothing twice', () => {
  const on = markAsked(goOn(answered({ more: true, next: 25 })), 's2');
  const odd = follow(on, found('s2', [foundLine(40), foundLine(24)], { more: true, next: 25 }));
  assert.deepEqual([seqs(odd), odd.next], [[40, 30, 24], undefined]);
});

test('holds so many and no more', () => {
  let search = asked();
  let seq = 100_000;
  let answers = 0;
  while (search.stage === 'asked') {
    const lines = Array.from({ length: 30 }, () => foundLine((seq -= 1)));
    search = follow(search, found(search.asked ?? '', lines, { more: true, next: seq }));
    answers += 1;
    assert.ok(search.rows.length <= maxRows);
    const on = goOn(search);
    if (on === search) break;
    assert.ok((question(on, 'x').limit ?? 0) <= maxRows - on.rows.length && (question(on, 'x').limit ?? 0) > 0);
    search = markAsked(on, `t${String(answers)}`);
  }
  assert.deepEqual([search.rows.length, search.cut, search.next, answers], [maxRows, true, undefined, 17]);
});

test('a refusal is told; one that asks for patience is asked again', () => {
  const refused = follow(asked(), refusal());
  assert.deepEqual([refused.stage, refused.refusal?.code, refused.asked], ['refused', 'search-no-words', undefined]);
  assert.deepEqual([due(refused).stage, due(refused).refusal], ['due', undefined]);
  const later = follow(asked(), refusal({ code: 'too-fast', retryAfterMs: 300 }));
  assert.deepEqual([later.stage, later.refusal], ['due', undefined]);
  const midway = follow(markAsked(goOn(answered({ more: true, next: 25 })), 's1'), refusal());
  assert.deepEqual([seqs(midway), midway.next], [[40, 30], undefined], 'what was found stays');
});

test('a connection that breaks takes the answer with it, and it is asked again from there', () => {
  const on = unask(markAsked(goOn(answered({ more: true, next: 25 })), 's2'));
  assert.deepEqual([on.stage, question(on, 's3').before], ['due', 25]);
  const rest = answered();
  assert.equal(unask(rest), rest);
  assert.equal(follow(on, welcome({ search: true, resumed: true })), on);
  const anew = follow(on, welcome({ search: true }));
  assert.deepEqual([anew.stage, seqs(anew), anew.open, anew.wish.words], ['due', [], true, 'mill']);
});

test('closes and forgets where nothing is kept any more, or one may not search', () => {
  const nothing: ServerMessage = { type: 'keeping', seq: 50, at, mode: 'nothing', by: '' };
  for (const message of [nothing, welcome({ search: false }), welcome({ search: true, keeping: { mode: 'nothing' }, resumed: true })]) {
    assert.equal(follow(answered(), message), noSearch);
  }
  const search = answered();
  for (const message of [{ ...nothing, mode: 'always' }, said(51, 'mill')] as const) assert.equal(follow(search, message), search);
});

const cut = (text: string, marks: readonly Mark[]) => markedPieces(text, marks).map(({ text: piece, marked }) => (marked ? `[${piece}]` : piece)).join('|');

test('the text is cut where its marks are, and nothing is lost', () => {
  const rows: readonly (readonly [string, readonly Mark[], string])[] = [
    ['the old mill', [[4, 3], [8, 4]], 'the |[old]| |[mill]'],
    ['the old mill', [], 'the old mill'],
    ['', [[0, 1]], ''],
    ['mill', [[0, 4]], '[mill]'],
    ['mill', [[0, 99]], '[mill]'],
    ['mill', [[4, 1], [9, 2], [0, 0], [-1, 2], [Number.NaN, 1], [0, Number.NaN]], 'mill'],
    ['the old mill', [[8, 4], [4, 3]], 'the |[old]| |[mill]'],
    ['the old mill', [[4, 6], [6, 6]], 'the |[old mi]|[ll]'],
    ['the old mill', [[0, 12], [4, 3]], '[the old mill]'],
    ['我们在老磨坊', [[3, 1]], '我们在|[老]|磨坊'],
    ['a😀b', [[1, 1]], 'a|[😀]|b'],
    ['a😀b', [[2, 1]], 'a|[😀]|b'],
  ];
  for (const [text, marks, expected] of rows) assert.equal(cut(text, marks), expected, text);
});

test('of a long text the surroundings of its first mark are shown, with every character whole', () => {
  const long = `${'😀'.repeat(1000)}mill${'😀'.repeat(1000)}`;
  for (const shift of [0, 1]) {
    const text = `${'x'.repeat(shift)}${long}`;
    const pieces = markedPieces(text, [[2000 + shift, 4]]);
    const shown = pieces.map((piece) => piece.text).join('');
    assert.ok(shown.length < 250 && shown.startsWith('…') && shown.endsWith('…'), String(shown.length));
    assert.deepEqual(pieces.filter(({ marked }) => marked), [{ text: 'mill', marked: true }]);
    assert.ok(!/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(shown), 'no half of one');
  }
  assert.ok(cut('x'.repeat(5000), []).endsWith('x|…'));
});

test('thousands of marks are taken in no time', () => {
  // The processor's time: that of the wall is others' too.
  const begin = process.cpuUsage();
  markedPieces('x'.repeat(5000), Array.from({ length: 30_000 }, (_, i) => [i % 5000, 5000] as const));
  const { user, system } = process.cpuUsage(begin);
  assert.ok(user + system < 2_000_000, `${String(user + system)} µs`);
});
