// SPDX-License-Identifier: GPL-3.0-or-later

import type { Keeping, KeptEvent, Limits, Person, Role } from '../protocol/messages';
import type { Ahead, Ask, Sought } from './window';

/** How long "is writing" holds without a new sign of it (protocol.md). */
export const typingHoldsMs = 6000;

/** The room as this guest knows it: what every message so far adds up to. */
export interface RoomState {
  /** False until the first hello: nothing is known of the room yet. */
  readonly known: boolean;
  readonly room: string;
  readonly host: string;
  readonly here: number;
  readonly keeping: Keeping;
  readonly limits: Limits;
  /** Whether this guest may search what was said. */
  readonly search: boolean;
  readonly you: { readonly user: number; readonly name: string; readonly role: Role } | undefined;
  readonly epoch: string;
  /** The highest seq seen, of this epoch. */
  readonly last: number;
  /**
   * Why what is shown does not go on from what was shown before: too much was missed, the room was begun anew, it does not keep what comes next, or it is as it
   * was earlier.
   */
  readonly gap: 'missed' | 'anew' | 'lost' | 'earlier' | undefined;
  /** The room does not remember this guest: what it says next is not what it said before. */
  readonly forgotten: boolean;
  /** A stretch of the room's lines by rising seq, without a hole: see window.ts. */
  readonly lines: readonly KeptEvent[];
  /** The seq from which on every line is held; what is older lies below it. */
  readonly from: number;
  /** There are lines below `from`. */
  readonly older: boolean;
  /** What lies beyond the window, undefined where it reaches the present. */
  readonly ahead: Ahead | undefined;
  /** The page of lines that is on its way. */
  readonly asked: Ask | undefined;
  /** The line that the reader wants to be at, or was brought to last. */
  readonly sought: Sought | undefined;
  /** The line that the reader has before them, undefined where they follow the end. */
  readonly eye: number | undefined;
  /** How many messages of others have come in, shown or not. Rises only. */
  readonly heard: number;
  readonly people: ReadonlyMap<number, Person>;
  /** False while the room is too full for names: then `here` is all there is. */
  readonly listed: boolean;
  /** The user after whom the roster is to be fetched, undefined when it is whole. */
  readonly rosterAfter: number | undefined;
  /** User to the time at which their writing is forgotten. */
  readonly typing: ReadonlyMap<number, number>;
}

export const emptyRoom: RoomState = {
  known: false,
  room: '',
  host: '',
  here: 0,
  keeping: { mode: 'always' },
  limits: { nameGraphemes: 32, nameCodePoints: 64, textCodePoints: 5000, textBytes: 20000, frameBytes: 65536, joinSeconds: 10 },
  search: false,
  you: undefined,
  epoch: '',
  last: 0,
  gap: undefined,
  forgotten: false,
  lines: [],
  from: 0,
  older: false,
  ahead: undefined,
  asked: undefined,
  sought: undefined,
  eye: undefined,
  heard: 0,
  people: new Map(),
  listed: true,
  rosterAfter: undefined,
  typing: new Map(),
};

export function isSameKeeping(a: Keeping, b: Keeping): boolean {
  return a.mode === b.mode && (a.mode !== 'days' || b.mode !== 'days' || a.days === b.days);
}
