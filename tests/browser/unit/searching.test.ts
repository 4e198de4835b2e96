// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shelf } from '../../../resources/web/src/visit/keepsakes';
import { Visit } from '../../../resources/web/src/visit/visit';
import { Sockets } from '../support/fakesocket';
import { HandClock } from '../support/handclock';
import { at, found, foundLine, hello, said, welcome } from '../support/messages';

/** A visit that has come in as Ada, where one may search, and has opened the search. */
function searching(more: Parameters<typeof welcome>[0] = {}) {
  const noStorage = (): Storage => { throw new Error('forbidden'); };
  const clock = new HandClock();
  const sockets = new Sockets();
  let count = 0;
  let secrets = 0;
  const freshId = () => `i${String((count += 1))}`;
  const freshSecret = () => `secret${String((secrets += 1))}`;
  const keepsakes = { local: shelf(noStorage), tab: shelf(noStorage) };
  const visit = new Visit({ openSocket: sockets.open, clock, random: () => 0.5, freshId, freshSecret, keepsakes, hidden: () => false });
  visit.start();
  sockets.last.tell(hello());
  visit.join('Ada');
  sockets.last.tell(welcome({ search: true, ...more }));
  visit.searching.open();
  const asked = () => sockets.last.sentOf('search');
  const id = () => String(asked().at(-1)?.['id']);
  return { visit, clock, sockets, asked, id, search: () => visit.current.search };
}

test('asks a moment after the last key, and at once on Enter', () => {
  const s = searching();
  for (const words of ['m', 'mi', 'mil']) {
    s.visit.searching.wishFor({ words });
    s.clock.pass(299);
  }
  assert.deepEqual(s.asked(), []);
  s.clock.pass(1);
  assert.deepEqual(s.asked().map(({ words }) => words), ['mil']);
  s.visit.searching.wishFor({ words: 'mill' });
  s.visit.searching.askNow();
  assert.deepEqual(s.asked().map(({ words }) => words), ['mil', 'mill']);
  s.visit.searching.askNow();
  s.clock.pass(5000);
  assert.equal(s.asked().length, 2, 'nothing is asked twice');
  s.sockets.last.tell(found(s.id(), [foundLine(4)]));
  s.visit.searching.askNow();
  assert.equal(s.asked().length, 3, 'but again when there was an answer');
});

test('an empty wish asks for nothing', () => {
  const s = searching();
  s.visit.searching.askNow();
  s.visit.searching.wishFor({ words: ' ' });
  s.clock.pass(1000);
  assert.deepEqual(s.asked(), []);
});

test('older ones are asked for when they are wanted', () => {
  const s = searching();
  s.visit.searching.wishFor({ words: 'mill' });
  s.visit.searching.goOn();
  s.visit.searching.askNow();
  s.sockets.last.tell(found(s.id(), [foundLine(9)], { more: true, next: 8 }));
  s.visit.searching.goOn();
  s.visit.searching.goOn();
  assert.deepEqual(s.asked().map(({ before }) => before), [undefined, 8]);
});

test('a room that asks for patience is asked again in time', () => {
  const s = searching();
  s.visit.searching.wishFor({ words: 'mill' });
  s.visit.searching.askNow();
  s.sockets.last.tell({ type: 'refused', to: 'search', id: s.id(), code: 'too-fast', text: 'x', retryAfterMs: 700 });
  s.clock.pass(699);
  assert.equal(s.asked().length, 1);
  s.clock.pass(1);
  assert.equal(s.asked().length, 2);
  s.sockets.last.tell({ type: 'refused', to: 'search', id: s.id(), code: 'search-unavailable', text: 'x' });
  s.clock.pass(5000);
  assert.equal(s.asked().length, 2, 'a refusal for good is not');
  assert.equal(s.search().stage, 'refused');
});

test('what was asked when the connection broke is asked again', () => {
  const s = searching();
  s.visit.searching.wishFor({ words: 'mill' });
  s.visit.searching.askNow();
  s.sockets.last.end(1006);
  assert.equal(s.search().stage, 'due');
  s.visit.searching.askNow();
  s.clock.pass(500);
  s.sockets.last.tell(hello());
  assert.deepEqual(s.asked(), []);
  s.sockets.last.tell(welcome({ search: true, resumed: true }));
  assert.deepEqual(s.asked().map(({ words }) => words), ['mill']);
});

test('closes where nothing is kept from now on, and comes back with the history', () => {
  const s = searching();
  s.visit.searching.wishFor({ words: 'mill' });
  s.sockets.last.tell({ type: 'keeping', seq: 11, at, mode: 'nothing', by: '' });
  s.clock.pass(1000);
  assert.deepEqual([s.search().open, s.search().wish.words, s.asked().length], [false, '', 0]);
  s.visit.searching.open();
  assert.equal(s.search().open, false);
  s.sockets.last.tell({ type: 'keeping', seq: 12, at, mode: 'always', by: '' });
  s.visit.searching.open();
  assert.equal(s.search().open, true);
});

test('a guest who may not search cannot open it', () => {
  assert.equal(searching({ search: false }).search().open, false);
});

test('who leaves leaves no search behind', () => {
  const s = searching();
  s.visit.searching.wishFor({ words: 'mill' });
  s.visit.leave();
  assert.deepEqual([s.search().open, s.search().wish.words], [false, '']);
});

test('goes to a line that was found, in place of a page that is on its way', () => {
  const s = searching({ seq: 500, lines: [said(500, 'x')], more: true });
  s.visit.fetchLines('older');
  s.visit.goTo(100);
  const asked = s.sockets.last.sentOf('backlog');
  assert.deepEqual(asked.map(({ before, limit }) => [before, limit]), [[500, 100], [151, 100]]);
  s.sockets.last.tell({ type: 'backlog', id: asked[1]?.['id'], more: true, events: [said(99, 'a'), said(100, 'b'), said(101, 'c')] });
  assert.deepEqual([s.visit.current.room.sought?.stage, s.visit.current.room.lines.length], ['here', 3]);
});

test('a page that was cut is asked for again at once, and one that has to wait in time', () => {
  const s = searching({ seq: 500, lines: [said(500, 'x')], more: true });
  s.visit.goTo(100);
  const last = () => s.sockets.last.sentOf('backlog').at(-1);
  s.sockets.last.tell({ type: 'backlog', id: last()?.['id'], more: true, events: [said(140, 'long')] });
  assert.equal(last()?.['before'], 126);
  s.sockets.last.tell({ type: 'refused', to: 'backlog', id: last()?.['id'], code: 'too-fast', text: 'x', retryAfterMs: 300 });
  s.clock.pass(300);
  assert.equal(s.sockets.last.sentOf('backlog').length, 3);
  assert.equal(last()?.['before'], 126);
});

test('goes on to the line after the connection broke', () => {
  const s = searching({ seq: 500, lines: [said(500, 'x')], more: true });
  s.visit.goTo(100);
  s.sockets.last.end(1006);
  s.clock.pass(500);
  s.sockets.last.tell(hello());
  s.sockets.last.tell(welcome({ search: true, resumed: true, seq: 500 }));
  assert.equal(s.sockets.last.sentOf('backlog')[0]?.['before'], 151);
});
