// SPDX-License-Identifier: GPL-3.0-or-later

/** The wire contract of foyer.v1, as server/protocol/protocol.md writes it. Times are milliseconds since 1970. */

export type Role = 'guest' | 'operator';
export type Kind = 'browser' | 'text' | 'app';
/** What becomes of what is said: `days` only where it is for so many. */
export type Keeping = { readonly mode: 'nothing' | 'until-closed' | 'always' } | { readonly mode: 'days'; readonly days: number };
export type Leaving = 'left' | 'lost' | 'kicked';

export interface Person {
  readonly user: number;
  readonly name: string;
  readonly role: Role;
  readonly kind: Kind;
  readonly since: number;
  readonly away: boolean;
}

export interface People {
  readonly total: number;
  readonly listed: boolean;
  readonly more: boolean;
  readonly rows: readonly Person[];
}

export interface Limits {
  readonly nameGraphemes: number;
  readonly nameCodePoints: number;
  readonly textCodePoints: number;
  readonly textBytes: number;
  readonly frameBytes: number;
  readonly joinSeconds: number;
}

export interface Cooling {
  readonly cooling: number;
  readonly name: string;
  readonly address: string;
  readonly reason: string;
  readonly until: number;
  readonly waiting: readonly string[];
}

interface Kept {
  readonly seq: number;
  readonly at: number;
}

export interface Said extends Kept {
  readonly type: 'said';
  readonly user: number;
  readonly name: string;
  readonly role: Role;
  readonly text: string;
  readonly id: string;
}

export interface Joined extends Kept {
  readonly type: 'joined';
  readonly user: number;
  readonly name: string;
  readonly role: Role;
  readonly kind: Kind;
  readonly since: number;
  /** Left out where the line is told again in a welcome or a backlog. */
  readonly here?: number;
}

export interface Left extends Kept {
  readonly type: 'left';
  readonly user: number;
  readonly name: string;
  readonly why: Leaving;
  readonly here?: number;
}

export interface Renamed extends Kept {
  readonly type: 'renamed';
  readonly user: number;
  readonly name: string;
  readonly was: string;
}

export interface RoomChanged extends Kept {
  readonly type: 'room';
  readonly name: string;
}

export type KeepingChanged = Kept & Keeping & {
  readonly type: 'keeping';
  readonly by: string;
};

export interface Kicked extends Kept {
  readonly type: 'kicked';
  readonly user: number;
  readonly name: string;
  readonly by: string;
  readonly reason: string;
  /** Left out where there is no cooling-off. */
  readonly cooling?: number;
  readonly address: string;
  readonly until?: number;
}

export interface LetIn extends Kept {
  readonly type: 'let-in';
  readonly cooling: number;
  readonly name?: string;
}

export type KeptEvent = Said | Joined | Left | Renamed | RoomChanged | KeepingChanged | Kicked | LetIn;

export interface Hello {
  readonly type: 'hello';
  readonly protocol: string;
  readonly server: string;
  readonly room: string;
  readonly host: string;
  readonly language: string;
  readonly here: number;
  readonly epoch: string;
  readonly keeping: Keeping;
  readonly limits: Limits;
}

export interface Welcome {
  readonly type: 'welcome';
  readonly you: { readonly user: number; readonly name: string; readonly role: Role };
  readonly device: string;
  readonly resume: string;
  readonly epoch: string;
  readonly seq: number;
  readonly room: string;
  readonly host: string;
  readonly language: string;
  readonly keeping: Keeping;
  readonly resumed: boolean;
  readonly gap: boolean;
  readonly lines: readonly KeptEvent[];
  readonly more: boolean;
  readonly people: People;
  /** Whether one may search what was said. */
  readonly search: boolean;
  readonly coolings?: readonly Cooling[];
}

export interface Accepted {
  readonly type: 'accepted';
  readonly to: string;
  readonly id?: string;
  readonly seq?: number;
}

export interface Refused {
  readonly type: 'refused';
  readonly to?: string;
  readonly id?: string;
  readonly code: string;
  readonly text: string;
  readonly retryAfterMs?: number;
  readonly suggestion?: string;
  readonly field?: string;
  readonly reason?: string;
  /** Of a name that is taken: 'look-alike', 'host'; else it is the same. */
  readonly clash?: string;
}

export interface Pong {
  readonly type: 'pong';
  readonly id?: string;
}

export interface Backlog {
  readonly type: 'backlog';
  readonly id?: string;
  readonly more: boolean;
  readonly events: readonly KeptEvent[];
  /** Not told as such: where the page begins, when its first lines are of a kind that was passed over. */
  readonly first?: number;
}

/** A part of a text, as where it begins and how long it is: in UTF-16 units. */
export type Mark = readonly [from: number, length: number];

export interface FoundLine {
  readonly seq: number;
  readonly at: number;
  readonly user: number;
  readonly name: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}

export interface Found {
  readonly type: 'found';
  readonly id?: string;
  readonly more: boolean;
  /** Where to ask on from: told where there is more. */
  readonly next?: number;
  /** False where some older messages cannot be found yet. */
  readonly complete: boolean;
  /** Newest first. */
  readonly lines: readonly FoundLine[];
}

export interface Roster extends People {
  readonly type: 'roster';
  readonly id?: string;
}

export interface Bye {
  readonly type: 'bye';
  readonly code: number;
  readonly why: string;
  readonly text: string;
  readonly retryAfterMs?: number;
}

export interface Presence {
  readonly type: 'away' | 'back' | 'typing';
  readonly user: number;
}

export interface Crowd {
  readonly type: 'people';
  readonly here: number;
  readonly listed: boolean;
}

export interface Knock {
  readonly type: 'knock';
  readonly cooling: number;
  readonly name: string;
}

export type ServerMessage =
  | Hello | Welcome | Accepted | Refused | Pong | Backlog | Found | Roster | Bye | KeptEvent | Presence | Crowd | Knock;

export interface Join {
  readonly type: 'join';
  readonly id?: string;
  readonly name: string;
  readonly device?: string;
  readonly resume?: string;
  readonly epoch?: string;
  readonly last?: number;
  readonly client?: 'browser' | 'app';
  readonly operator?: string;
  readonly attempt?: string;
}

export interface Search {
  readonly type: 'search';
  readonly id: string;
  readonly words: string;
  readonly author: string;
  /** Said at this time or later. */
  readonly from?: number;
  /** Said before this time. */
  readonly to?: number;
  /** Below this seq. */
  readonly before?: number;
  readonly limit?: number;
}

export type Command =
  | Join
  | { readonly type: 'say'; readonly id: string; readonly text: string }
  | { readonly type: 'rename'; readonly id?: string; readonly name: string }
  | { readonly type: 'typing' }
  | { readonly type: 'leave' }
  | { readonly type: 'ping'; readonly id?: string }
  | { readonly type: 'backlog'; readonly id?: string; readonly before: number; readonly limit?: number }
  | Search
  | { readonly type: 'roster'; readonly id?: string; readonly after?: number }
  | { readonly type: 'kick'; readonly id?: string; readonly user: number; readonly reason?: string; readonly seconds?: number }
  | { readonly type: 'let-in'; readonly id?: string; readonly cooling: number; readonly name?: string }
  | { readonly type: 'rename-room'; readonly id?: string; readonly name: string }
  | ({ readonly type: 'set-keeping'; readonly id?: string } & Keeping);

export const subprotocol = 'foyer.v1';
