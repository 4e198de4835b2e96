// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Key, shelf } from '../../../resources/web/src/visit/keepsakes';
import type { Keepsakes } from '../../../resources/web/src/visit/keepsakes';
import { freshIds, freshSecrets } from '../../../resources/web/src/visit/freshids';
import { Visit } from '../../../resources/web/src/visit/visit';
import { Sockets } from '../support/fakesocket';
import { golden } from '../support/golden';
import { HandClock } from '../support/handclock';
import { hello, host, person, said, welcome } from '../support/messages';

const emptyKeepsakes = (): Keepsakes => {
  const noStorage = (): Storage => { throw new Error('forbidden'); };
  return { local: shelf(noStorage), tab: shelf(noStorage) };
};

function scene(keepsakes = emptyKeepsakes()) {
  const clock = new HandClock();
  const sockets = new Sockets();
  let hidden = false;
  let count = 0;
  let secrets = 0;
  const freshId = () => `i${String((count += 1))}`;
  const freshSecret = () => `secret${String((secrets += 1))}`;
  const visit = new Visit({ openSocket: sockets.open, clock, random: () => 0.5, freshId, freshSecret, keepsakes, hidden: () => hidden });
  visit.start();
  return { visit, clock, sockets, keepsakes, hide: (value: boolean) => { hidden = value; } };
}

/** A visit that has come in as Ada. */
function inside(keepsakes = emptyKeepsakes()) {
  const s = scene(keepsakes);
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell(welcome());
  return s;
}

test('whoever has read that nothing is kept does not come in where it is', () => {
  const s = scene();
  s.sockets.last.tell(hello({ keeping: { mode: 'nothing' } }));
  s.sockets.last.end(1006);
  s.visit.join('Ada');
  s.clock.pass(60_000);
  s.sockets.last.tell(hello({ keeping: { mode: 'always' } }));
  assert.deepEqual(s.visit.current.stage, { at: 'prompt', refusal: undefined, changed: true });
  assert.equal(s.sockets.last.sentOf('join').length, 0);
  s.visit.join('Ada');
  assert.equal(s.sockets.last.sentOf('join').length, 1, 'they have read it now');
});

test('says hello first and joins only under a name that was given', () => {
  const s = scene();
  s.sockets.last.tell(hello({ here: 12 }));
  assert.equal(s.visit.current.stage.at, 'prompt');
  assert.equal(s.visit.current.room.here, 12);
  assert.deepEqual(s.sockets.last.sent, []);
  s.visit.join('Ada');
  assert.deepEqual(s.sockets.last.sent, [{ type: 'join', id: 'i1', name: 'Ada', attempt: 'secret1' }]);
  s.sockets.last.tell(welcome());
  assert.equal(s.visit.current.stage.at, 'inside');
  assert.equal(s.keepsakes.local.read(Key.device), 'd.3');
  assert.equal(s.keepsakes.local.read(Key.name), 'Ada');
});

test('whoever takes long over the name is let go in silence, and giving it connects again', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.sockets.last.tell({ type: 'bye', code: 4003, why: 'late' });
  s.sockets.last.end(4003);
  assert.deepEqual(s.visit.current.stage, { at: 'prompt', refusal: undefined });
  s.clock.pass(60_000);
  assert.equal(s.sockets.all.length, 1);
  s.visit.join('Ada');
  assert.equal(s.sockets.all.length, 2);
  s.sockets.last.tell(hello());
  assert.equal(s.sockets.last.sentOf('join').length, 1);
});

test('takes up where the connection broke, with the members of the golden join', () => {
  const s = inside();
  s.sockets.last.tell(said(11, 'one'));
  s.sockets.last.end(1006);
  assert.equal(s.visit.current.joined, false);
  s.clock.pass(500);
  s.sockets.last.tell(hello());
  const join = s.sockets.last.sentOf('join')[0];
  assert.deepEqual(join, { type: 'join', id: 'i2', name: 'Ada', device: 'd.3', resume: 'r.3', epoch: 'e1', last: 11 });
  const known = Object.keys(JSON.parse(golden('client').get('join') ?? '') as object);
  for (const member of Object.keys(join)) assert.ok(known.includes(member), member);
  s.sockets.last.tell(welcome({ resumed: true, seq: 11 }));
  s.sockets.last.tell(said(12, 'two'));
  assert.deepEqual(s.visit.current.room.lines.map(({ seq }) => seq), [11, 12]);
});

test('a reloaded tab goes straight back in, another one asks', () => {
  const keepsakes = emptyKeepsakes();
  inside(keepsakes);
  const reloaded = scene(keepsakes);
  reloaded.sockets.last.tell(hello());
  assert.deepEqual(reloaded.sockets.last.sentOf('join'), [{ type: 'join', id: 'i1', name: 'Ada', device: 'd.3' }]);
  const another = scene({ local: keepsakes.local, tab: emptyKeepsakes().tab });
  another.sockets.last.tell(hello());
  assert.deepEqual(another.sockets.last.sent, []);
  assert.equal(another.visit.current.name, 'Ada', 'but knows the name');
});

test('tokens that are not of this room are dropped, and it joins without', () => {
  const keepsakes = emptyKeepsakes();
  keepsakes.local.write(Key.device, 'd.other');
  const s = scene(keepsakes);
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  assert.equal(s.sockets.last.sentOf('join')[0]?.['device'], 'd.other');
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'bad-token', text: '' });
  assert.deepEqual(s.sockets.last.sentOf('join')[1], { type: 'join', id: 'i2', name: 'Ada', attempt: 'secret1' });
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'bad-token', text: '' });
  assert.equal(s.sockets.last.sentOf('join').length, 2, 'but not for ever');
  assert.equal(s.visit.current.stage.at, 'prompt');
});

test('a taken name is told with its suggestion, on the same connection', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'name-taken', text: '', suggestion: 'Ada 2' });
  const { stage } = s.visit.current;
  assert.equal(stage.at === 'prompt' && stage.refusal?.suggestion, 'Ada 2');
  s.visit.join('Ada 2');
  assert.equal(s.sockets.last.sentOf('join')[1]?.['name'], 'Ada 2');
});

test('kicked: told why and how long, stays out, and may ask again', () => {
  const s = inside();
  s.sockets.last.tell({ type: 'bye', code: 4001, why: 'kicked', text: 'spam', retryAfterMs: 60_000 });
  s.sockets.last.end(4001);
  assert.deepEqual(s.visit.current.stage, { at: 'held', code: 'kicked', reason: 'spam', until: s.clock.now() + 60_000 });
  s.clock.pass(30_000);
  s.visit.nudge();
  assert.equal(s.sockets.all.length, 1);
  s.visit.comeBack();
  s.sockets.last.tell(hello());
  assert.equal(s.sockets.last.sentOf('join')[0]?.['device'], 'd.3');
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'cooling-off', text: '', reason: 'spam', retryAfterMs: 30_000 });
  assert.deepEqual(s.visit.current.stage, { at: 'held', code: 'cooling-off', reason: 'spam', until: s.clock.now() + 30_000 });
  s.clock.pass(30_000);
  s.visit.comeBack();
  s.sockets.last.tell(welcome());
  assert.equal(s.visit.current.stage.at, 'inside');
});

test('a kicked tab that is reloaded asks for a name, and does not knock by itself', () => {
  const s = inside();
  s.sockets.last.tell({ type: 'bye', code: 4001, why: 'kicked' });
  s.sockets.last.end(4001);
  const reloaded = scene(s.keepsakes);
  reloaded.sockets.last.tell(hello());
  assert.deepEqual(reloaded.sockets.last.sent, []);
});

test('what is written without a connection goes once it is back, under one id, in its order', () => {
  const s = inside();
  s.sockets.last.end(1006);
  s.visit.say('one');
  s.visit.say('two');
  s.clock.pass(500);
  s.sockets.last.tell(hello());
  s.sockets.last.tell(welcome({ resumed: true }));
  const first = s.sockets.last.sentOf('say');
  assert.deepEqual(first.map(({ text }) => text), ['one']);
  s.sockets.last.end(1006);
  s.clock.pass(1000);
  s.sockets.last.tell(hello());
  s.sockets.last.tell(welcome({ resumed: true }));
  assert.deepEqual(s.sockets.last.sentOf('say'), first, 'no answer came: the same again');
  s.sockets.last.tell(said(11, 'one', { user: 3, id: String(first[0]?.['id']) }));
  const second = s.sockets.last.sentOf('say')[1];
  assert.equal(second?.['text'], 'two');
  s.sockets.last.tell(said(12, 'two', { user: 3, id: String(second['id']) }));
  assert.deepEqual(s.visit.current.outbox, []);
  assert.equal(s.keepsakes.tab.read(Key.outbox), undefined);
});

test('ids of messages begin with the latest seq that was seen, and differ', () => {
  const s = inside();
  s.sockets.last.tell(said(35, 'hello'));
  s.visit.say('one');
  s.visit.say('two');
  const ids = s.visit.current.outbox.map(({ id }) => id);
  assert.equal(new Set(ids).size, 2);
  for (const id of ids) assert.match(id, /^z-[A-Za-z0-9_-]{1,61}$/);
});

test('what is unsent outlives a reload', () => {
  const s = inside();
  s.sockets.last.end(1006);
  s.visit.say('still here');
  const reloaded = scene(s.keepsakes);
  reloaded.sockets.last.tell(hello());
  reloaded.sockets.last.tell(welcome());
  assert.deepEqual(reloaded.sockets.last.sentOf('say').map(({ text }) => text), ['still here']);
});

test('a refusal that asks for patience sends by itself when it is over', () => {
  const s = inside();
  s.visit.say('fast');
  const id = s.sockets.last.sentOf('say')[0]?.['id'];
  s.sockets.last.tell({ type: 'refused', to: 'say', id, code: 'too-fast', text: '', retryAfterMs: 700 });
  s.clock.pass(699);
  assert.equal(s.sockets.last.sentOf('say').length, 1);
  s.clock.pass(1);
  assert.equal(s.sockets.last.sentOf('say').length, 2);
});

test('many lines go one by one, and none overtakes one that the room could not take yet', () => {
  const s = inside();
  for (const text of ['one', 'two', 'three']) s.visit.say(text);
  const said = () => s.sockets.last.sentOf('say').map(({ text }) => text);
  const last = () => s.sockets.last.sentOf('say').at(-1)?.['id'];
  assert.deepEqual(said(), ['one']);
  s.sockets.last.tell({ type: 'accepted', to: 'say', id: last(), seq: 11 });
  assert.deepEqual(said(), ['one', 'two']);
  s.sockets.last.tell({ type: 'refused', to: 'say', id: last(), code: 'too-fast', text: '', retryAfterMs: 300 });
  s.visit.say('four');
  assert.deepEqual(said(), ['one', 'two']);
  s.clock.pass(300);
  assert.deepEqual(said(), ['one', 'two', 'two']);
  s.sockets.last.tell({ type: 'accepted', to: 'say', id: last(), seq: 12 });
  s.sockets.last.tell({ type: 'refused', to: 'say', id: last(), code: 'text-empty', text: '' });
  s.sockets.last.tell({ type: 'accepted', to: 'say', id: last(), seq: 13 });
  assert.deepEqual(said(), ['one', 'two', 'two', 'three', 'four']);
});

test('a whole outbox waits its turn after a reconnect', () => {
  const s = inside();
  s.sockets.last.end(1006);
  for (let i = 0; i < 60; i += 1) s.visit.say(`line ${String(i)}`);
  s.clock.pass(500);
  s.sockets.last.tell(hello());
  s.sockets.last.tell(welcome({ resumed: true }));
  assert.equal(s.sockets.last.sentOf('say').length, 1);
});

test('in a crowd at the door the page waits its turn and comes in by itself', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'too-many-joins', text: '', retryAfterMs: 1000 });
  assert.deepEqual(s.visit.current.stage, { at: 'joining', again: false, queued: true });
  s.clock.pass(1249);
  assert.equal(s.sockets.last.sentOf('join').length, 1);
  s.clock.pass(1);
  assert.equal(s.sockets.last.sentOf('join').length, 2);
  // Let go for taking long, it still does not come before its time.
  s.sockets.last.tell({ type: 'refused', to: 'join', code: 'too-many-joins', text: '', retryAfterMs: 1000 });
  s.sockets.last.end(4003);
  assert.equal(s.sockets.all.length, 2);
  s.sockets.last.tell(hello());
  assert.equal(s.sockets.last.sentOf('join').length, 0);
  s.clock.pass(1250);
  assert.equal(s.sockets.last.sentOf('join').length, 1);
  s.sockets.last.tell(welcome());
  assert.equal(s.visit.current.stage.at, 'inside');
});

test('a tab that comes back to too many connections of its own waits until the room has let them go', () => {
  const s = inside();
  const nextTry = () => {
    const { link } = s.visit.current;
    assert.equal(link.stage === 'waiting' && link.why, 'lost');
    const delay = link.stage === 'waiting' ? link.until - s.clock.now() : 0;
    s.clock.pass(delay);
    s.sockets.last.tell(hello());
    return delay;
  };
  const delays: number[] = [];
  s.sockets.last.end(1006);
  for (let tries = 0; tries < 7; tries += 1) {
    delays.push(nextTry());
    s.sockets.last.tell({ type: 'refused', to: 'join', code: 'too-many-sessions', text: '' });
    assert.equal(s.visit.current.stage.at, 'inside');
  }
  assert.deepEqual(delays, [375, 750, 1500, 3000, 6000, 11_250, 11_250]);
  nextTry();
  assert.equal(s.sockets.last.sentOf('join')[0]?.['resume'], 'r.3');
  s.sockets.last.tell(welcome({ resumed: true }));
  assert.equal(s.visit.current.joined, true);
});

test('a tab too many is told so, and does not knock again', () => {
  const keepsakes = emptyKeepsakes();
  inside(keepsakes);
  const fifth = scene({ local: keepsakes.local, tab: emptyKeepsakes().tab });
  fifth.sockets.last.tell(hello());
  fifth.visit.join('Ada');
  fifth.sockets.last.tell({ type: 'refused', to: 'join', code: 'too-many-sessions', text: '' });
  const { stage } = fifth.visit.current;
  assert.equal(stage.at === 'prompt' && stage.refusal?.code, 'too-many-sessions');
  fifth.sockets.last.end(4003);
  fifth.clock.pass(60_000);
  assert.equal(fifth.sockets.all.length, 1);
});

test('whoever was too fast by far comes back later, and takes up where they were', () => {
  const s = inside();
  s.sockets.last.tell({ type: 'bye', code: 4007, why: 'flood', text: '', retryAfterMs: 10_000 });
  s.sockets.last.end(4007);
  assert.ok(s.visit.current.link.stage === 'waiting' && s.visit.current.link.why === 'flood');
  s.clock.pass(9_999);
  assert.equal(s.sockets.all.length, 1);
  s.clock.pass(10_001);
  assert.equal(s.sockets.all.length, 2);
  s.sockets.last.tell(hello());
  assert.equal(s.sockets.last.sentOf('join')[0]?.['resume'], 'r.3');
});

test('too many at one address: tries again later', () => {
  const s = scene();
  s.sockets.last.tell({ type: 'bye', code: 4008, why: 'address', text: '', retryAfterMs: 10_000 });
  s.sockets.last.end(4008);
  assert.ok(s.visit.current.link.stage === 'waiting' && s.visit.current.link.why === 'crowded');
  s.clock.pass(20_000);
  assert.equal(s.sockets.all.length, 2);
});

test('a roster or older lines that could not be had yet are asked for again in time', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell(welcome({ lines: [said(9, 'x')], more: true, people: { total: 3, listed: true, more: true, rows: [person(1, 'A')] } }));
  assert.equal(s.sockets.last.sentOf('roster').length, 1);
  s.sockets.last.tell({ type: 'refused', to: 'roster', code: 'too-fast', text: '', retryAfterMs: 300 });
  s.clock.pass(299);
  assert.equal(s.sockets.last.sentOf('roster').length, 1);
  s.clock.pass(1);
  assert.equal(s.sockets.last.sentOf('roster').length, 2);
  s.visit.fetchLines('older');
  s.sockets.last.tell({ type: 'refused', to: 'backlog', id: s.visit.current.room.asked?.id, code: 'too-fast', text: '', retryAfterMs: 300 });
  s.visit.fetchLines('older');
  assert.equal(s.sockets.last.sentOf('backlog').length, 1);
  s.clock.pass(300);
  s.visit.fetchLines('older');
  assert.equal(s.sockets.last.sentOf('backlog').length, 2);
});

test('a line that the room could not read does not hold up the others', () => {
  const s = inside();
  s.visit.say('one');
  s.visit.say('two');
  s.sockets.last.tell({ type: 'refused', to: 'say', code: 'bad-field', text: '', field: 'text' });
  assert.deepEqual(s.sockets.last.sentOf('say').map(({ text }) => text), ['one', 'two']);
});

test('what had to wait on one connection does nothing on the next', () => {
  const s = scene();
  const people = { total: 3, listed: true, more: true, rows: [person(1, 'A')] };
  const comeIn = () => {
    s.sockets.last.tell(hello());
    if (s.visit.current.stage.at === 'prompt') s.visit.join('Ada');
    s.sockets.last.tell(welcome({ lines: [said(9, 'x')], more: true, people }));
    s.visit.fetchLines('older');
  };
  comeIn();
  s.sockets.last.tell({ type: 'refused', to: 'roster', code: 'too-fast', text: '', retryAfterMs: 3000 });
  s.sockets.last.tell({ type: 'refused', to: 'backlog', id: s.visit.current.room.asked?.id, code: 'too-fast', text: '', retryAfterMs: 3000 });
  s.sockets.last.end(1006);
  s.clock.pass(500);
  comeIn();
  assert.equal(s.visit.current.room.asked?.way, 'older');
  s.clock.pass(3000);
  s.visit.fetchLines('older');
  assert.equal(s.sockets.last.sentOf('backlog').length, 1, 'the answer to it has not come');
  assert.equal(s.sockets.last.sentOf('roster').length, 1);
});

test('a refused message can be taken back', () => {
  const s = inside();
  s.visit.say('x');
  const id = String(s.sockets.last.sentOf('say')[0]?.['id']);
  s.sockets.last.tell({ type: 'refused', to: 'say', id, code: 'text-characters', text: '' });
  assert.equal(s.visit.current.outbox[0]?.stage, 'refused');
  assert.equal(s.visit.takeBack(id), 'x');
  assert.deepEqual(s.visit.current.outbox, []);
});

test('tells of writing once every three seconds', () => {
  const s = inside();
  for (let key = 0; key < 10; key += 1) {
    s.visit.writing();
    s.clock.pass(400);
  }
  assert.equal(s.sockets.last.sentOf('typing').length, 2);
});

test('forgets who wrote without a new sign of it', () => {
  const s = inside();
  s.sockets.last.tell({ type: 'typing', user: 1 });
  s.clock.pass(5999);
  assert.equal(s.visit.current.room.typing.size, 1);
  s.clock.pass(1);
  assert.equal(s.visit.current.room.typing.size, 0);
});

test('fetches the whole roster page by page, each page once', () => {
  const s = inside();
  s.sockets.last.tell({ type: 'people', here: 400, listed: false });
  s.sockets.last.tell({ type: 'people', here: 3, listed: true });
  s.sockets.last.tell(said(11, 'meanwhile'));
  assert.deepEqual(s.sockets.last.sentOf('roster').map(({ after }) => after), [0]);
  s.sockets.last.tell({ type: 'roster', total: 3, listed: true, more: true, rows: [host] });
  assert.deepEqual(s.sockets.last.sentOf('roster').map(({ after }) => after), [0, 1]);
  s.sockets.last.tell({ type: 'roster', total: 3, listed: true, more: false, rows: [person(3, 'Ada'), person(4, 'Sam')] });
  assert.equal(s.visit.current.room.people.size, 3);
  assert.equal(s.sockets.last.sentOf('roster').length, 2);
});

test('fetches older lines one page at a time', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell(welcome({ lines: [said(9, 'i')], more: true }));
  s.visit.fetchLines('older');
  s.visit.fetchLines('older');
  assert.deepEqual(s.sockets.last.sentOf('backlog').map(({ before, limit }) => [before, limit]), [[9, 100]]);
  s.sockets.last.tell({ type: 'backlog', id: s.visit.current.room.asked?.id, more: false, events: [said(8, 'h')] });
  s.visit.fetchLines('older');
  assert.equal(s.sockets.last.sentOf('backlog').length, 1, 'there are none');
});

test('counts what others say while nobody looks', () => {
  const s = inside();
  s.sockets.last.tell(said(11, 'seen'));
  s.hide(true);
  s.sockets.last.tell(said(12, 'unseen'));
  s.sockets.last.tell(said(13, 'own, from another tab', { user: 3 }));
  assert.equal(s.visit.current.unread, 1);
  s.hide(false);
  s.visit.nudge();
  assert.equal(s.visit.current.unread, 0);
});

test('leaving says so, stays out, and asks for the name on the way back', () => {
  const s = inside();
  s.visit.leave();
  assert.equal(s.sockets.last.sentOf('leave').length, 1);
  assert.equal(s.sockets.last.closedByPage, true);
  assert.equal(s.visit.current.stage.at, 'left');
  s.clock.pass(60_000);
  assert.equal(s.sockets.all.length, 1);
  s.visit.askForName();
  s.sockets.last.tell(hello());
  assert.equal(s.visit.current.stage.at, 'prompt');
  assert.deepEqual(s.sockets.last.sent, []);
});

test('a full room keeps the guest in the queue', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.tell({ type: 'bye', code: 4006, why: 'full', text: '' });
  s.sockets.last.end(4006);
  assert.ok(s.visit.current.link.stage === 'waiting' && s.visit.current.link.why === 'full');
  s.clock.pass(20_000);
  s.sockets.last.tell(hello());
  assert.equal(s.sockets.last.sentOf('join').length, 1);
});

test('a new name is asked for, refused with a suggestion, and kept when it is taken', () => {
  const s = inside();
  s.visit.rename('Bea');
  assert.equal(s.visit.current.renaming.stage, 'pending');
  s.sockets.last.tell({ type: 'refused', to: 'rename', code: 'name-taken', text: '', suggestion: 'Bea 2' });
  assert.equal(s.visit.current.renaming.refusal?.suggestion, 'Bea 2');
  s.visit.rename('Bea 2');
  s.sockets.last.tell({ type: 'accepted', to: 'rename' });
  s.sockets.last.tell({ type: 'renamed', seq: 11, at: 1, user: 3, name: 'Bea 2', was: 'Ada' });
  assert.equal(s.visit.current.renaming.stage, 'done');
  assert.equal(s.keepsakes.local.read(Key.name), 'Bea 2');
});

test('whoever loses the first welcome asks as the same person, reloaded too', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  s.sockets.last.end(1006);
  s.clock.pass(60_000);
  s.sockets.last.tell(hello());
  s.visit.join('Ada');
  const again = scene(s.keepsakes);
  again.sockets.last.tell(hello());
  again.visit.join('Ada');
  const attempts = [...s.sockets.all, ...again.sockets.all].flatMap((socket) => socket.sentOf('join')).map((join) => join['attempt']);
  assert.ok(attempts.length >= 3);
  assert.deepEqual(new Set(attempts), new Set(['secret1']));
  again.sockets.last.tell(welcome());
  again.sockets.last.end(1006);
  again.clock.pass(60_000);
  again.sockets.last.tell(hello());
  assert.equal(again.sockets.last.sentOf('join')[0]?.['attempt'], undefined, 'the device says it now');
});

test('secrets fit the protocol', () => {
  const secret = freshSecrets((bytes) => bytes.fill(7))();
  assert.match(secret, /^[A-Za-z0-9_-]{22,64}$/);
});

test('ids fit the protocol and differ from one page load to the next', () => {
  const draw = (value: number) => freshIds((bytes) => bytes.fill(value));
  const one = draw(1);
  const ids = [one(), one(), draw(255)()];
  assert.equal(new Set(ids).size, 3);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{1,64}$/);
});
