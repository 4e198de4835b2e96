// SPDX-License-Identifier: GPL-3.0-or-later

import type { Link } from '../net/connection';
import type { Refused } from '../protocol/messages';
import { emptyRoom } from '../state/roomstate';
import type { RoomState } from '../state/roomstate';
import type { Outbox } from '../state/outbox';
import { noSearch } from '../state/search';
import type { SearchState } from '../state/search';

/** Where the guest stands. */
export type Stage =
  /** Asked for a name; `refusal` is why the last one did not do; `changed` where what is kept is not any more what was to be read here. */
  | { readonly at: 'prompt'; readonly refusal: Refused | undefined; readonly changed?: true }
  /** A name is given, the first welcome has not come; `again` where nobody was asked for the name just now, `queued` where the room asks for patience. */
  | { readonly at: 'joining'; readonly again: boolean; readonly queued?: true }
  /** Has been welcomed; whether the room can be reached just now is `link`'s and `joined`'s matter. */
  | { readonly at: 'inside' }
  /** Kept out until a time. */
  | { readonly at: 'held'; readonly code: 'kicked' | 'cooling-off' | 'address-cooling-off'; readonly reason: string; readonly until: number }
  | { readonly at: 'left' }
  /** The room closed the connection for good: what this page sends is not understood there. */
  | { readonly at: 'stuck' };

/** How the wish for another name stands. */
export interface Renaming {
  readonly stage: 'none' | 'pending' | 'done';
  readonly refusal: Refused | undefined;
}

export interface VisitState {
  readonly stage: Stage;
  readonly link: Link;
  /** The present connection has been welcomed: what is sent now arrives. */
  readonly joined: boolean;
  readonly name: string;
  readonly room: RoomState;
  readonly outbox: Outbox;
  /** Messages of others since somebody last looked at the page. */
  readonly unread: number;
  readonly renaming: Renaming;
  readonly search: SearchState;
}

export const firstVisitState: VisitState = {
  stage: { at: 'prompt', refusal: undefined },
  link: { stage: 'idle', why: undefined },
  joined: false,
  name: '',
  room: emptyRoom,
  outbox: [],
  unread: 0,
  renaming: { stage: 'none', refusal: undefined },
  search: noSearch,
};
