// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../../resources/web/src/protocol/decode';
import { encode } from '../../../resources/web/src/protocol/encode';
import type { Command } from '../../../resources/web/src/protocol/messages';
import { golden } from '../support/golden';

const mayBeLeftOut: Readonly<Record<string, readonly string[]>> = {
  hello: ['host'],
  welcome: ['host', 'coolings'],
  accepted: ['id', 'seq'],
  refused: ['to', 'id', 'retryAfterMs', 'suggestion', 'field', 'reason', 'clash'],
  pong: ['id'],
  backlog: ['id'],
  found: ['id'],
  roster: ['id'],
  bye: ['text', 'retryAfterMs'],
  said: ['id'],
  joined: ['here'],
  left: ['here'],
  keeping: ['by'],
  kicked: ['reason', 'cooling', 'address', 'until'],
  'let-in': ['name'],
};

for (const [name, text] of golden('server')) {
  test(`understands every member of the golden message ${name}`, () => {
    assert.deepEqual(decode(text), JSON.parse(text));
  });

  test(`refuses the golden message ${name} with a member missing or of the wrong kind`, () => {
    const message = JSON.parse(text) as Record<string, unknown>;
    const optional = mayBeLeftOut[String(message['type'])] ?? [];
    for (const key of Object.keys(message)) {
      assert.equal(decode(JSON.stringify({ ...message, [key]: null })), undefined, `${key} is null`);
      const without = decode(JSON.stringify({ ...message, [key]: undefined }));
      assert.equal(without !== undefined, optional.includes(key), `${key} is missing`);
    }
  });
}

const commands: Readonly<Record<string, Command>> = {
  join: {
    type: 'join', id: 'j1', name: 'Ada', device: 'd.AAAAAAAAAAI.c2lnbmF0dXJl', resume: 'r.AAAAAAAAAAM.c2lnbmF0dXJl', epoch: 'b81f2c3d4e5f6071',
    attempt: 'c0a86f1e5b7d4a2f93e1d8c7b6a59483',
    last: 41, client: 'browser',
  },
  say: { type: 'say', id: 'k3f9-1', text: 'Hello\nall' },
  rename: { type: 'rename', id: 'n1', name: 'Ada L.' },
  typing: { type: 'typing' },
  leave: { type: 'leave' },
  ping: { type: 'ping', id: '7' },
  backlog: { type: 'backlog', id: 'b1', before: 40, limit: 50 },
  roster: { type: 'roster', id: 'r1', after: 0 },
  search: {
    type: 'search', id: 's1', words: 'old mill', author: 'ada', from: 1_790_000_000_000, to: 1_790_086_400_000, before: 1234, limit: 30,
  },
  kick: { type: 'kick', id: 'k1', user: 5, reason: 'spam', seconds: 60 },
  'let-in': { type: 'let-in', id: 'l1', cooling: 2, name: 'Sam' },
  'rename-room': { type: 'rename-room', id: 'm1', name: 'Class 7c' },
  'set-keeping': { type: 'set-keeping', id: 'p1', mode: 'days', days: 30 },
};

test('writes every golden command', () => {
  const files = golden('client');
  assert.deepEqual(Object.keys(commands).sort(), [...files.keys()].sort());
  for (const [name, command] of Object.entries(commands)) assert.deepEqual(JSON.parse(encode(command)), JSON.parse(files.get(name) ?? ''), name);
});

test('passes over what is no message it knows', () => {
  for (const frame of ['', 'null', '[]', '7', '{', '{}', '{"type":7}', '{"type":"constructor"}', '{"type":"__proto__"}', '{"type":"tomorrow"}']) {
    assert.equal(decode(frame), undefined, frame);
  }
});

test('passes over lines of a kind it does not know yet, and keeps those around them', () => {
  const text = golden('server').get('backlog') ?? '';
  const message = JSON.parse(text) as { events: object[] };
  const later = { type: 'tomorrow', seq: 13, at: 1 };
  assert.deepEqual(decode(JSON.stringify({ ...message, events: [...message.events, later] })), message);
  assert.deepEqual(decode(JSON.stringify({ ...message, events: [{ ...later, seq: 7 }, ...message.events] })), { ...message, first: 7 });
});

test('does not take a number for whole that is not', () => {
  const message = JSON.parse(golden('server').get('said') ?? '') as object;
  for (const seq of [-1, 1.5, '42', 2 ** 60]) assert.equal(decode(JSON.stringify({ ...message, seq })), undefined);
});

test('the end of what was found says nothing of where to go on', () => {
  const found = JSON.parse(golden('server').get('found') ?? '') as object;
  const last = { ...found, more: false, next: undefined, lines: [] };
  assert.deepEqual(decode(JSON.stringify(last)), JSON.parse(JSON.stringify(last)));
  assert.equal(decode(JSON.stringify({ ...last, next: 1.5 })), undefined);
});

test('a line that was found is whole, or none of them is taken', () => {
  const found = JSON.parse(golden('server').get('found') ?? '') as { lines: object[] };
  const [line] = found.lines;
  const wrong: readonly object[] = [
    { seq: -1 }, { seq: '40' }, { at: null }, { user: 1.5 }, { name: 7 }, { text: undefined }, { text: ['the'] }, { marks: undefined }, { marks: {} }, { marks: '4,3' },
  ];
  for (const change of wrong) {
    assert.equal(decode(JSON.stringify({ ...found, lines: [{ ...line, ...change }] })), undefined, JSON.stringify(change));
  }
  for (const lines of [null, {}, [7], [null], [[]]]) assert.equal(decode(JSON.stringify({ ...found, lines })), undefined, JSON.stringify(lines));
});

test('marks that are none are left out, and the line stays', () => {
  const found = JSON.parse(golden('server').get('found') ?? '') as { lines: object[] };
  const marks = [[4, 3], [4], [1, 2, 3], ['0', 1], [-1, 2], [0, -2], [0.5, 1], [2 ** 60, 1], null, 7, {}, 'ab', [[0, 1]], [8, 4]];
  const message = decode(JSON.stringify({ ...found, lines: [{ ...found.lines[0], marks }] }));
  assert.ok(message?.type === 'found');
  assert.deepEqual(message.lines[0]?.marks, [[4, 3], [8, 4]]);
});
