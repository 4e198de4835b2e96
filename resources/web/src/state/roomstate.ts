// SPDX-License-Identifier: GPL-3.0-or-later

import type { KeptEvent, Limits, Person, Role } from '../protocol/messages';

/** The rows that the log keeps alive at most: beyond, the oldest go. */
export const maxLines = 2000;
/** How long "is writing" holds without a new sign of it (protocol.md). */
export const typingHoldsMs = 6000;

/** The room as this guest knows it: what every message so far adds up to. */
export interface RoomState {
  /** False until the first hello: nothing is known of the room yet. */
  readonly known: boolean;
  readonly room: string;
  readonly host: string;
  readonly here: number;
  readonly limits: Limits;
  readonly you: { readonly user: number; readonly name: string; readonly role: Role } | undefined;
  readonly epoch: string;
  /** The highest seq seen, of this epoch. */
  readonly last: number;
  /** Kept events by rising seq, at most `maxLines`. */
  readonly lines: readonly KeptEvent[];
  /** There are older lines than the first of `lines`. */
  readonly older: boolean;
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
  limits: { nameGraphemes: 32, nameCodePoints: 64, textCodePoints: 5000, textBytes: 20000, frameBytes: 65536, joinSeconds: 10 },
  you: undefined,
  epoch: '',
  last: 0,
  lines: [],
  older: false,
  people: new Map(),
  listed: true,
  rosterAfter: undefined,
  typing: new Map(),
};
