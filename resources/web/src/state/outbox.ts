// SPDX-License-Identifier: GPL-3.0-or-later

import type { Refused, ServerMessage } from '../protocol/messages';

/**
 * A message on its way out. `waiting`: to be sent when the room can be reached. `sent`: no answer yet, so it is sent again,
 * under the same id, after a reconnect. `accepted`: recorded by the room, its own line comes next. `refused`: back to its writer.
 */
export interface Letter {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly stage: 'waiting' | 'sent' | 'accepted' | 'refused';
  readonly refusal?: { readonly code: string; readonly text: string };
  /** Not before this time, where the room asked for patience. */
  readonly notBefore?: number;
}

export type Outbox = readonly Letter[];

const change = (outbox: Outbox, id: string | undefined, to: (letter: Letter) => Letter): Outbox =>
  outbox.some((letter) => letter.id === id) ? outbox.map((letter) => (letter.id === id ? to(letter) : letter)) : outbox;

export function put(outbox: Outbox, id: string, text: string, at: number): Outbox {
  return [...outbox, { id, text, at, stage: 'waiting' }];
}

export function takeOut(outbox: Outbox, id: string): Outbox {
  return outbox.filter((letter) => letter.id !== id);
}

export function markSent(outbox: Outbox, id: string): Outbox {
  return change(outbox, id, ({ id: same, text, at }) => ({ id: same, text, at, stage: 'sent' }));
}

/** The connection is gone: what has no answer has to go again. */
export function unsend(outbox: Outbox): Outbox {
  return outbox.map((letter) => (letter.stage === 'sent' ? { ...letter, stage: 'waiting' } : letter));
}

/** What comes next, in the order in which it was written. One goes at a time, so what has to go again is not overtaken. */
export function next(outbox: Outbox): Letter | undefined {
  return outbox.some((letter) => letter.stage === 'sent') ? undefined : outbox.find((letter) => letter.stage === 'waiting');
}

/** A message that the room could not read is refused without its id, at times without its type: it was the one under way. */
function refusedLetter(outbox: Outbox, { to, id }: Refused): string | undefined {
  if (to !== undefined && to !== 'say') return undefined;
  return id ?? outbox.find((letter) => letter.stage === 'sent')?.id;
}

/** The outbox after one message from the room; `you` is the user whose outbox it is. */
export function settle(outbox: Outbox, message: ServerMessage, you: number | undefined, now: number): Outbox {
  switch (message.type) {
    case 'accepted':
      return message.to === 'say' ? change(outbox, message.id, (letter) => ({ ...letter, stage: 'accepted' })) : outbox;
    case 'refused':
      return change(outbox, refusedLetter(outbox, message), ({ id, text, at }) =>
        message.retryAfterMs === undefined
          ? { id, text, at, stage: 'refused', refusal: { code: message.code, text: message.text } }
          : { id, text, at, stage: 'waiting', notBefore: now + message.retryAfterMs });
    case 'said':
      return message.user === you ? takeOut(outbox, message.id) : outbox;
    case 'welcome': {
      const told = new Set(message.lines.map((line) => (line.type === 'said' && line.user === message.you.user ? line.id : '')));
      // With a fresh snapshot what was accepted is part of the past, shown or not: it must not go twice.
      return outbox.filter((letter) => !told.has(letter.id) && (message.resumed || letter.stage !== 'accepted'));
    }
    default:
      return outbox;
  }
}

/** What has to outlive a reload. */
export function serialize(outbox: Outbox): string {
  return JSON.stringify(outbox);
}

export function deserialize(stored: string | undefined): Outbox {
  try {
    const found: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(found) ? unsend(found.filter(isLetter)) : [];
  } catch {
    return [];
  }
}

function isLetter(value: unknown): value is Letter {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, at, stage } = value as Partial<Record<keyof Letter, unknown>>;
  return typeof id === 'string' && typeof text === 'string' && typeof at === 'number'
    && (stage === 'waiting' || stage === 'sent' || stage === 'accepted' || stage === 'refused');
}
