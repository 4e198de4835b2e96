// SPDX-License-Identifier: GPL-3.0-or-later

import type { Command, ServerMessage } from '../protocol/messages';
import { due, follow, goOn, isOffered, markAsked, noSearch, question, unask, wishFor } from '../state/search';
import type { SearchState, Wish } from '../state/search';
import type { Patience } from './patience';
import type { VisitState } from './visitstate';

/** How long after the last key it is asked. */
const typedMs = 300;

/** What the search needs from the visit that it is a part of. */
export interface SearchHooks {
  readonly state: () => VisitState;
  readonly become: (search: SearchState) => void;
  readonly send: (command: Command) => boolean;
  readonly freshId: () => string;
  readonly patience: Patience;
}

/** The search's way over the wire: asks when it is time to, and again where an answer was lost. */
export class Searching {
  constructor(private readonly hooks: SearchHooks) {}

  open(): void {
    const { room, search } = this.hooks.state();
    if (isOffered(room)) this.become({ ...search, open: true });
  }

  close(): void {
    this.become({ ...this.search, open: false });
  }

  /** Asked a moment after the last change: who types is not done yet. */
  wishFor(change: Partial<Wish>): void {
    const wished = wishFor(this.search, change);
    if (wished === this.search) return;
    this.become(wished);
    this.hooks.patience.putOff('search', typedMs, () => { this.ask(); });
  }

  askNow(): void {
    if (this.search.stage === 'asked') return;
    this.become(due(this.search));
    this.ask();
  }

  /** Asks for older ones, where there are any and no answer is on its way. */
  goOn(): void {
    const on = goOn(this.search);
    if (on === this.search) return;
    this.become(on);
    this.ask();
  }

  /** The visit is over: who comes in next here may be somebody else. */
  end(): void {
    this.become(noSearch);
  }

  /** The connection is gone, and every answer with it. */
  lost(): void {
    this.become(unask(this.search));
  }

  received(message: ServerMessage): void {
    const { search } = this;
    this.become(follow(search, message));
    if (this.search === noSearch) this.hooks.patience.forget('search');
    if (message.type === 'welcome') this.ask();
    if (message.type === 'refused' && message.id === search.asked && this.search.stage === 'due') {
      this.hooks.patience.putOff('search', message.retryAfterMs ?? 0, () => { this.ask(); });
    }
  }

  private get search(): SearchState {
    return this.hooks.state().search;
  }

  private become(search: SearchState): void {
    if (search !== this.search) this.hooks.become(search);
  }

  private ask(): void {
    this.hooks.patience.forget('search');
    if (this.search.stage !== 'due' || !this.hooks.state().joined) return;
    const id = this.hooks.freshId();
    if (this.hooks.send(question(this.search, id))) this.become(markAsked(this.search, id));
  }
}
