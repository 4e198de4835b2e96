// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deserialize, markSent, next, put, serialize, settle, unsend } from '../../../resources/web/src/state/outbox';
import type { Outbox } from '../../../resources/web/src/state/outbox';
import type { ServerMessage } from '../../../resources/web/src/protocol/messages';
import { at, said, welcome } from '../support/messages';

const two: Outbox = put(put([], 'a', 'first', at), 'b', 'second', at);
const stages = (outbox: Outbox) => outbox.map(({ id, stage }) => `${id} ${stage}`);

test('goes from waiting over sent and accepted to gone', () => {
  let outbox = markSent(two, 'a');
  assert.deepEqual(stages(outbox), ['a sent', 'b waiting']);
  outbox = settle(outbox, { type: 'accepted', to: 'say', id: 'a', seq: 11 }, 3, at);
  assert.deepEqual(stages(outbox), ['a accepted', 'b waiting']);
  outbox = settle(outbox, said(11, 'first', { user: 3, id: 'a' }), 3, at);
  assert.deepEqual(stages(outbox), ['b waiting']);
});

test('the same id from somebody else is not ours', () => {
  assert.equal(settle(two, said(11, 'x', { user: 4, id: 'a' }), 3, at).length, 2);
});

test('answers to other commands change nothing', () => {
  assert.equal(settle(two, { type: 'accepted', to: 'rename', id: 'a' }, 3, at), two);
  assert.equal(settle(two, { type: 'refused', to: 'rename', id: 'a', code: 'name-taken', text: '' }, 3, at), two);
});

test('what has no answer goes again after the connection broke, what was accepted does not', () => {
  const sent = settle(markSent(markSent(two, 'a'), 'b'), { type: 'accepted', to: 'say', id: 'a', seq: 11 }, 3, at);
  assert.equal(next(unsend(sent))?.id, 'b');
});

test('a resume still brings what was accepted, a fresh snapshot has it in the past', () => {
  const accepted = settle(two, { type: 'accepted', to: 'say', id: 'a', seq: 11 }, 3, at);
  assert.deepEqual(stages(settle(accepted, welcome({ resumed: true }), 3, at)), ['a accepted', 'b waiting']);
  assert.deepEqual(stages(settle(accepted, welcome(), 3, at)), ['b waiting']);
});

test('what a welcome shows as said is out, though no answer ever came', () => {
  assert.deepEqual(stages(settle(two, welcome({ lines: [said(9, 'first', { user: 3, id: 'a' })] }), undefined, at)), ['b waiting']);
});

test('a refusal comes back to its writer with the reason', () => {
  const [letter] = settle(markSent(two, 'a'), { type: 'refused', to: 'say', id: 'a', code: 'text-too-long', text: 'Too long.' }, 3, at);
  assert.deepEqual([letter?.stage, letter?.refusal], ['refused', { code: 'text-too-long', text: 'Too long.' }]);
});

test('a refusal that asks for patience goes again then, and what was written later stays behind it', () => {
  const outbox = settle(markSent(two, 'a'), { type: 'refused', to: 'say', id: 'a', code: 'too-fast', text: '', retryAfterMs: 500 }, 3, at);
  assert.deepEqual([next(outbox)?.id, next(outbox)?.notBefore], ['a', at + 500]);
});

test('one goes at a time, in the order in which they were written', () => {
  assert.equal(next(two)?.id, 'a');
  const sent = markSent(two, 'a');
  assert.equal(next(sent), undefined);
  assert.equal(next(settle(sent, { type: 'accepted', to: 'say', id: 'a', seq: 11 }, 3, at))?.id, 'b');
  assert.equal(next(settle(sent, { type: 'refused', to: 'say', id: 'a', code: 'text-empty', text: '' }, 3, at))?.id, 'b');
  assert.equal(next([]), undefined);
});

test('what the room could not read is refused without its id: it was the one under way', () => {
  const sent = markSent(two, 'a');
  for (const to of [{ to: 'say' }, {}]) {
    const outbox = settle(sent, { type: 'refused', ...to, code: 'bad-field', text: '' }, 3, at);
    assert.deepEqual([stages(outbox), next(outbox)?.id], [['a refused', 'b waiting'], 'b']);
  }
  const other: ServerMessage = { type: 'refused', to: 'typing', code: 'bad-field', text: '' };
  assert.equal(settle(sent, other, 3, at), sent);
  assert.equal(settle(two, { type: 'refused', code: 'bad-json', text: '' }, 3, at), two, 'nothing is under way');
  assert.equal(settle(sent, { type: 'refused', id: 'x', code: 'unknown-type', text: '' }, 3, at), sent, 'that of another');
});

test('outlives a reload, and nothing broken does', () => {
  assert.deepEqual(stages(deserialize(serialize(markSent(two, 'a')))), ['a waiting', 'b waiting']);
  for (const stored of [undefined, '', '{', 'null', '{"id":"a"}', '[{"id":1}]', '[null]']) assert.deepEqual(deserialize(stored), [], stored);
});
