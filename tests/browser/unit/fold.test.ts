// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../../resources/web/src/protocol/decode';
import type { ServerMessage } from '../../../resources/web/src/protocol/messages';
import { fold, forgetTyping } from '../../../resources/web/src/state/fold';
import { emptyRoom, typingHoldsMs } from '../../../resources/web/src/state/roomstate';
import type { RoomState } from '../../../resources/web/src/state/roomstate';
import { askFor } from '../../../resources/web/src/state/window';
import { golden } from '../support/golden';
import { at, hello, host, joined, left, person, said, welcome } from '../support/messages';

const after = (...messages: ServerMessage[]): RoomState => messages.reduce((room, message) => fold(room, message, at), emptyRoom);
const names = (room: RoomState) => [...room.people.values()].map(({ name }) => name);
const seqs = (room: RoomState) => room.lines.map(({ seq }) => seq);

const read = (name: string): ServerMessage => {
  const message = decode(golden('server').get(name) ?? '');
  assert.ok(message, name);
  return message;
};

test('the golden messages, told one after the other, add up to the room they tell of', () => {
  const room = ['hello', 'welcome', 'said', 'joined', 'away', 'left', 'renamed', 'room', 'kicked', 'let-in', 'keeping', 'knock', 'pong', 'accepted', 'refused', 'bye', 'typing']
    .map(read).reduce((state, message) => fold(state, message, at), emptyRoom);
  assert.equal(room.room, 'Class 7c');
  assert.deepEqual(room.you, { user: 3, name: 'Ada L.', role: 'guest' });
  assert.deepEqual(names(room), ['Ms Brandt', 'Ada L.']);
  assert.equal(room.here, 2);
  assert.deepEqual(room.keeping, { mode: 'nothing' });
  assert.deepEqual(seqs(room), [40, 41, 42, 43, 44, 45, 46, 49]);
  assert.equal(room.last, 49);
  const early = fold(askFor(room, 'older', 'b1'), read('backlog'), at);
  assert.deepEqual(seqs(early), [12, 40, 41, 42, 43, 44, 45, 46, 49]);
  assert.equal(early.older, false);
  const crowd = fold(early, read('people'), at);
  assert.deepEqual([crowd.here, crowd.listed, crowd.people.size], [512, false, 0]);
  assert.deepEqual(names(fold(crowd, read('roster'), at)), ['Ada']);
  assert.equal(fold(room, read('welcome-operator'), at).you?.role, 'operator');
});

test('every golden message folds into a copy: the state before is left as it was', () => {
  const before = after(hello(), welcome());
  const picture = JSON.stringify([before, [...before.people], [...before.typing]]);
  for (const name of golden('server').keys()) fold(before, read(name), at);
  assert.equal(JSON.stringify([before, [...before.people], [...before.typing]]), picture);
});

test('a line that was told before is not told twice', () => {
  const room = after(welcome(), said(11, 'a'));
  assert.equal(fold(room, said(11, 'a'), at), room);
  assert.equal(fold(room, joined(11, 9, 'Eve', 9), at), room);
});

test('a resume keeps the lines, a gap takes the fresh ones', () => {
  const room = after(welcome({ lines: [said(9, 'old')] }), said(11, 'a'));
  assert.deepEqual(seqs(fold(room, welcome({ resumed: true, seq: 11 }), at)), [9, 11]);
  const late = fold(room, welcome({ gap: true, seq: 99, lines: [said(98, 'new')], more: true }), at);
  assert.deepEqual([seqs(late), late.gap], [[98], 'missed']);
});

test('a life later of the same room is gone on with, and nothing is said of it', () => {
  const room = fold(after(welcome({ lines: [said(9, 'old')] }), said(11, 'a')), welcome({ resumed: true, epoch: 'e2', seq: 11 }), at);
  assert.deepEqual([seqs(fold(room, said(12, 'b'), at)), room.epoch, room.gap], [[9, 11, 12], 'e2', undefined]);
});

test('a room that was begun anew is told from one where much was missed', () => {
  const room = after(welcome({ seq: 500 }));
  assert.equal(fold(room, welcome({ gap: true, epoch: 'e2', seq: 3 }), at).gap, 'anew');
  assert.equal(fold(room, welcome({ gap: true, epoch: 'e2', seq: 20_000 }), at).gap, 'missed');
  assert.equal(fold(room, welcome({ gap: true, epoch: 'e2', seq: 20_000, keeping: { mode: 'nothing' } }), at).gap, 'anew', 'nothing was kept');
  assert.equal(fold(room, welcome({ epoch: 'e2', seq: 501 }), at).gap, undefined, 'came back after leaving');
  const stranger = fold(room, { type: 'refused', to: 'join', code: 'bad-token', text: '' }, at);
  assert.equal(fold(stranger, welcome({ epoch: 'e2', seq: 700 }), at).gap, 'anew', 'not remembered there');
  assert.equal(after({ type: 'refused', to: 'join', code: 'bad-token', text: '' }, welcome()).gap, undefined, 'nothing was shown before');
});

test('a room that was put back to an earlier state says so', () => {
  const room = after(welcome({ seq: 500, lines: [said(499, 'a'), said(500, 'b')] }), said(501, 'c'));
  const back = fold(room, welcome({ gap: true, epoch: 'e2', seq: 500, lines: [said(499, 'a'), said(500, 'b')] }), at);
  assert.deepEqual([back.gap, seqs(back)], ['earlier', [499, 500]]);
  const later = { ...said(499, 'a'), at: at + 5000 };
  assert.equal(fold(room, welcome({ gap: true, epoch: 'e2', seq: 500, lines: [later] }), at).gap, 'anew', 'another room');
});

test('a new epoch may count from the start again', () => {
  const room = fold(after(welcome({ seq: 500 })), welcome({ epoch: 'e2', seq: 1, lines: [said(1, 'first')] }), at);
  assert.deepEqual(seqs(fold(room, said(2, 'second'), at)), [1, 2]);
});

test('comings and goings change the roster and the count', () => {
  const room = after(welcome(), joined(11, 4, '小明', 3));
  assert.deepEqual([names(room), room.here], [['Ms Brandt', 'Ada', '小明'], 3]);
  const less = fold(room, left(12, 4, '小明', 2), at);
  assert.deepEqual([names(less), less.here], [['Ms Brandt', 'Ada'], 2]);
});

test('away and back show on the roster alone', () => {
  const room = after(welcome(), { type: 'away', user: 3 });
  assert.equal(room.people.get(3)?.away, true);
  assert.equal(fold(room, { type: 'back', user: 3 }, at).people.get(3)?.away, false);
  assert.deepEqual(room.lines, []);
  assert.equal(fold(room, { type: 'away', user: 77 }, at), room);
});

test('above the limit there is a number and no names, below it the names are fetched anew', () => {
  const crowd = after(welcome(), { type: 'people', here: 512, listed: false });
  assert.deepEqual([crowd.here, crowd.people.size, crowd.rosterAfter], [512, 0, undefined]);
  const listed = fold(crowd, { type: 'people', here: 299, listed: true }, at);
  assert.deepEqual([listed.here, listed.rosterAfter], [299, 0]);
  const page = { type: 'roster', total: 299, listed: true, more: true, rows: [host, person(3, 'Ada')] } as const;
  assert.equal(fold(listed, page, at).rosterAfter, 3);
  assert.equal(fold(listed, { ...page, more: false }, at).rosterAfter, undefined);
});

test('writing is forgotten in time, when the message comes, and when the writer goes', () => {
  const room = after(welcome(), joined(11, 4, 'Sam', 3), { type: 'typing', user: 4 });
  assert.deepEqual([...room.typing.keys()], [4]);
  assert.equal(forgetTyping(room, at + typingHoldsMs - 1), room);
  assert.equal(forgetTyping(room, at + typingHoldsMs).typing.size, 0);
  assert.equal(fold(room, said(12, 'hi', { user: 4 }), at).typing.size, 0);
  assert.equal(fold(room, left(12, 4, 'Sam', 2), at).typing.size, 0);
  assert.equal(fold(room, { type: 'away', user: 4 }, at).typing.size, 0);
  assert.equal(after(welcome(), { type: 'typing', user: 3 }).typing.size, 0, 'your own other tab');
});

test('who is renamed is renamed everywhere but in what was said before', () => {
  const room = after(welcome(), said(11, 'hi'), { type: 'renamed', seq: 12, at, user: 1, name: 'Mr Weiss', was: 'Ms Brandt' });
  assert.equal(room.host, 'Mr Weiss');
  assert.equal(room.people.get(1)?.name, 'Mr Weiss');
  assert.equal(room.lines[0]?.type === 'said' && room.lines[0].name, 'Ms Brandt');
});
