// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerMs, Connection, handshakeMs, silenceMs } from '../../../resources/web/src/net/connection';
import { neverBack } from '../../../resources/web/src/net/clock';
import { delayUntilNextTry } from '../../../resources/web/src/net/comingback';
import type { ServerMessage } from '../../../resources/web/src/protocol/messages';
import { Sockets } from '../support/fakesocket';
import { HandClock } from '../support/handclock';
import { hello } from '../support/messages';

function scene(random = 0.999) {
  const clock = new HandClock();
  const sockets = new Sockets();
  const heard: ServerMessage[] = [];
  const connection = new Connection(sockets.open, clock, () => random, {
    linkChanged: () => undefined,
    received: (message) => { heard.push(message); },
  });
  connection.connect();
  return { clock, sockets, heard, connection };
}

function waitMs({ connection, clock }: ReturnType<typeof scene>): number {
  const { link } = connection;
  return link.stage === 'waiting' ? Math.round(link.until - clock.now()) : assert.fail(`is ${link.stage}`);
}

const stage = ({ connection: { link } }: ReturnType<typeof scene>): string => link.stage;
const absence = ({ connection: { link } }: ReturnType<typeof scene>) => (link.stage === 'waiting' ? link.why : undefined);

test('is open with the first hello', () => {
  const s = scene();
  assert.equal(stage(s), 'connecting');
  s.sockets.last.tell(hello());
  assert.equal(stage(s), 'open');
  assert.deepEqual(s.heard, [hello()]);
});

test('tries again ever more slowly, up to a quarter of a minute', () => {
  const s = scene();
  const waits: number[] = [];
  for (let failure = 0; failure < 8; failure += 1) {
    s.sockets.last.end(1006);
    waits.push(waitMs(s));
    s.clock.pass(waits[failure] ?? 0);
  }
  assert.deepEqual(waits, [500, 1000, 1999, 3998, 7996, 14993, 14993, 14993]);
  assert.equal(s.sockets.all.length, 9);
});

test('spreads the tries of those who lost it together', () => {
  for (const random of [0, 0.5, 0.999]) {
    const delay = delayUntilNextTry('lost', 3, random) ?? 0;
    assert.ok(delay >= 2000 && delay < 4000, String(delay));
  }
  assert.equal(delayUntilNextTry('closed', 0, 0), 5000);
  assert.ok((delayUntilNextTry('closed', 9, 0.999) ?? 0) < 15_000);
});

test('begins with short delays again after a connection that lasted', () => {
  const s = scene();
  for (let failure = 0; failure < 5; failure += 1) {
    s.sockets.last.end(1006);
    s.clock.pass(waitMs(s));
  }
  s.sockets.last.tell(hello());
  s.clock.pass(silenceMs);
  s.sockets.last.tell({ type: 'pong' });
  s.sockets.last.end(1006);
  assert.equal(waitMs(s), 500);
});

test('goes on with long delays where the room answers and breaks off again and again', () => {
  const s = scene();
  for (let failure = 0; failure < 4; failure += 1) {
    s.sockets.last.tell(hello());
    s.sockets.last.end(1006);
    s.clock.pass(waitMs(s));
  }
  s.sockets.last.end(1006);
  assert.equal(waitMs(s), 7996);
});

test('after the room was closed it looks again every 5 to 15 s, however often nobody answers', () => {
  const s = scene(0);
  s.sockets.last.tell(hello());
  s.sockets.last.end(1001);
  for (let look = 0; look < 4; look += 1) {
    assert.equal(waitMs(s), 5000);
    assert.equal(absence(s), 'closed');
    s.clock.pass(5000);
    s.sockets.last.end(1006);
  }
  s.clock.pass(5000);
  s.sockets.last.tell(hello());
  assert.equal(stage(s), 'open');
  s.sockets.last.end(1006);
  assert.equal(absence(s), 'lost');
});

for (const code of [1000, 1003, 1007, 1008, 1009, 4001, 4002, 4003]) {
  test(`does not come back by itself after ${String(code)}`, () => {
    const s = scene();
    s.sockets.last.tell(hello());
    s.sockets.last.end(code);
    assert.equal(stage(s), 'idle');
    s.clock.pass(3_600_000);
    s.connection.nudge();
    assert.equal(s.sockets.all.length, 1);
  });
}

for (const code of [4004, 4005, 4006, 4007, 4008, 1006, 1011, 1012]) {
  test(`comes back after ${String(code)}`, () => {
    const s = scene();
    s.sockets.last.tell(hello());
    s.sockets.last.end(code);
    s.clock.pass(waitMs(s));
    assert.equal(s.sockets.all.length, 2);
  });
}

test('asks after 10 s of silence and is content with any answer', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.clock.pass(silenceMs - 1);
  assert.equal(s.sockets.last.sentOf('ping').length, 0);
  s.clock.pass(1);
  assert.equal(s.sockets.last.sentOf('ping').length, 1);
  s.clock.pass(answerMs - 1);
  s.sockets.last.tell({ type: 'pong' });
  s.clock.pass(1);
  assert.equal(stage(s), 'open');
  s.clock.pass(silenceMs - 1);
  assert.equal(s.sockets.last.sentOf('ping').length, 2);
});

test('gives up 5 s after it asked, and no late word of that socket counts', () => {
  const s = scene();
  const first = s.sockets.last;
  first.tell(hello());
  s.clock.pass(silenceMs + answerMs);
  assert.equal(first.closedByPage, true);
  assert.equal(waitMs(s), 500);
  first.tell(hello());
  first.end(4001);
  assert.equal(stage(s), 'waiting');
  assert.equal(s.heard.length, 1);
});

test('gives up a handshake that never ends', () => {
  const s = scene();
  s.clock.pass(handshakeMs);
  assert.equal(s.sockets.last.closedByPage, true);
  assert.equal(stage(s), 'waiting');
});

test('a nudge tries at once instead of waiting', () => {
  const s = scene();
  s.sockets.last.end(1006);
  s.connection.nudge();
  assert.equal(s.sockets.all.length, 2);
  s.clock.pass(handshakeMs - 1);
  assert.equal(s.sockets.all.length, 2, 'the planned try is off');
});

test('a nudge after a long sleep asks whether anybody is there', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.connection.nudge();
  assert.equal(s.sockets.last.sentOf('ping').length, 0, 'not while the room was heard just now');
  s.clock.pass(silenceMs);
  s.sockets.last.tell({ type: 'pong' });
  s.clock.pass(silenceMs);
  s.connection.nudge();
  assert.ok(s.sockets.last.sentOf('ping').length >= 2);
});

test('a device that slept is not taken for a lost connection', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.clock.pass(silenceMs); // asks …
  s.clock.sleep(3_600_000); // … and sleeps before the answer comes
  assert.equal(stage(s), 'open');
  s.sockets.last.tell({ type: 'pong' });
  s.clock.pass(answerMs);
  assert.equal(stage(s), 'open');
  assert.equal(s.sockets.all.length, 1);
});

test('a connection that was lost in the sleep is given up after it', () => {
  const s = scene();
  s.sockets.last.tell(hello());
  s.clock.pass(silenceMs);
  s.clock.sleep(3_600_000);
  s.clock.pass(answerMs);
  assert.equal(stage(s), 'waiting');
  // A page in the background is called late again and again: that is no excuse for ever.
  const t = scene();
  t.sockets.last.tell(hello());
  t.clock.sleep(60_000);
  t.clock.sleep(60_000);
  t.clock.sleep(60_000);
  assert.equal(stage(t), 'waiting');
});

test('time never goes back, though the clock is set', () => {
  let wall = 1_790_000_000_000;
  const now = neverBack(() => wall);
  const start = now();
  wall += 1000;
  assert.equal(now() - start, 1000);
  wall -= 86_400_000;
  assert.equal(now() - start, 1000);
  wall += 500;
  assert.equal(now() - start, 1500);
  wall += 86_400_000; // a sleep, or set on: what is due is due
  assert.equal(now() - start, 86_401_500);
});

test('sends only where somebody listens', () => {
  const s = scene();
  assert.equal(s.connection.send({ type: 'leave' }), false);
  s.sockets.last.tell(hello());
  assert.equal(s.connection.send({ type: 'leave' }), true);
  s.sockets.last.end(1006);
  assert.equal(s.connection.send({ type: 'leave' }), false);
});
