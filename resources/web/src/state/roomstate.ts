// SPDX-License-Identifier: GPL-3.0-or-later

import type { Keeping, KeptEvent, Limits, Person, Role } from '../protocol/messages';

/** How long "is writing" holds without a new sign of it (protocol.md). */
export const typingHoldsMs = 6000;

/** What lies beyond the window of lines: see window.ts. */
export interface Ahead {
  /** Every line up to this one lies in the window or before it. */
  readonly after: number;
  /** How far beyond `after` the next page is asked for. */
  readonly stride: number;
  /** What lies right before `after` is a hole: the room has lost lines there, and the reader was told. */
  readonly torn: boolean;
  /** The latest lines, every one from `latestFrom` on: what the end of the log is when somebody goes there. */
  readonly latest: readonly KeptEvent[];
  readonly latestFrom: number;
}

export type Way = 'older' | 'newer';

/** A page that was asked for: what lies next to the window on that side, or around a line that is sought. */
export interface Ask {
  readonly id: string;
  readonly way: Way | 'there';
  readonly before: number;
  /** The line beside which the page belongs, or that it is to hold. */
  readonly beside: number;
}

/** A line that the reader wants to be at. `wanted`: it has to be fetched first. `here`: it is in the window. `gone`: the room has it no more. */
export interface Sought {
  readonly seq: number;
  readonly stage: 'wanted' | 'here' | 'gone';
  /** How far beyond it the page is asked for. */
  readonly reach: number;
}

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
