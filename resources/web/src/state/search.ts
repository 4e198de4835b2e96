// SPDX-License-Identifier: GPL-3.0-or-later

import type { Found, FoundLine, Refused, Search, ServerMessage } from '../protocol/messages';
import type { RoomState } from './roomstate';

/** What is looked for, as it stands in the fields. */
export interface Wish {
  readonly words: string;
  readonly author: string;
  /** A day of the calendar as "2026-03-14", empty for any. */
  readonly day: string;
}

/**
 * `resting`: nothing is looked for. `due`: to be asked when its time comes. `asked`: the answer is on its way.
 * `answered`: what was found so far is there. `refused`: the room will not say.
 */
export type SearchStage = 'resting' | 'due' | 'asked' | 'answered' | 'refused';

export interface SearchState {
  readonly open: boolean;
  readonly wish: Wish;
  readonly stage: SearchStage;
  /** The question whose answer is waited for. */
  readonly asked: string | undefined;
  /** What was found, newest first. */
  readonly rows: readonly FoundLine[];
  /** Where to ask on from, undefined where that was all, or all that is held. */
  readonly next: number | undefined;
  /** There is more than is held. */
  readonly cut: boolean;
  /** False where some older messages cannot be found yet. */
  readonly complete: boolean;
  readonly refusal: Refused | undefined;
}

export const maxRows = 500;
export const askedRows = 30;

const nothingFound = { asked: undefined, rows: [], next: undefined, cut: false, complete: true, refusal: undefined } as const;

export const noSearch: SearchState = { open: false, wish: { words: '', author: '', day: '' }, stage: 'resting', ...nothingFound };

/** Whether one can search here: where nothing is kept there is nothing to be found. */
export function isOffered({ search, keeping }: Pick<RoomState, 'search' | 'keeping'>): boolean {
  return search && keeping.mode !== 'nothing';
}

const isEmpty = ({ words, author, day }: Wish) => words.trim() === '' && author.trim() === '' && day === '';

/** The search for something else: what was found before is not it. The same object where nothing else is wished for. */
export function wishFor(search: SearchState, change: Partial<Wish>): SearchState {
  const wish = { ...search.wish, ...change };
  const same = wish.words === search.wish.words && wish.author === search.wish.author && wish.day === search.wish.day;
  return same ? search : due({ ...search, wish });
}

/** The same search anew, from the newest on. */
export function due(search: SearchState): SearchState {
  const stage = isEmpty(search.wish) ? 'resting' : 'due';
  // What was found last stays before one's eyes until there is an answer.
  return stage === 'resting' ? { ...search, ...nothingFound, stage } : { ...search, stage, asked: undefined, next: undefined, refusal: undefined };
}

/** The search on its way to older messages; the same object where there are none, or it is not their turn. */
export function goOn(search: SearchState): SearchState {
  return search.stage === 'answered' && search.next !== undefined ? { ...search, stage: 'due' } : search;
}

/** The command that a search which is due asks with. */
export function question({ wish, next, rows }: SearchState, id: string): Search {
  const { words, author, day } = wish;
  const limit = next === undefined ? askedRows : Math.min(askedRows, maxRows - rows.length);
  return {
    type: 'search', id, words: words.trim(), author: author.trim(), ...spanOf(day), ...(next === undefined ? {} : { before: next }), limit,
  };
}

export function markAsked(search: SearchState, id: string): SearchState {
  return { ...search, stage: 'asked', asked: id };
}

/** There is no answer to wait for any more: what was asked has to be asked again. */
export function unask(search: SearchState): SearchState {
  return search.stage === 'asked' ? { ...search, stage: 'due', asked: undefined } : search;
}

/** The search after one message from the room; the same object where that has nothing to do with it. */
export function follow(search: SearchState, message: ServerMessage): SearchState {
  switch (message.type) {
    case 'found': return message.id !== undefined && message.id === search.asked ? take(search, message) : search;
    case 'refused': return message.to === 'search' && message.id !== undefined && message.id === search.asked ? refuse(search, message) : search;
    case 'keeping': return message.mode === 'nothing' ? noSearch : search;
    case 'welcome':
      if (!isOffered(message)) return noSearch;
      // What was found may be of a room that was begun anew since.
      return message.resumed || search.stage === 'resting' ? search : due({ ...search, ...nothingFound });
    default: return search;
  }
}

function take(search: SearchState, { lines, more, next, complete }: Found): SearchState {
  // A fresh answer takes the place of what was found before; one to go on with comes behind it.
  const before = search.next === undefined ? [] : search.rows;
  const lowest = search.next ?? Number.POSITIVE_INFINITY;
  const rows = [...before, ...lines.filter(({ seq }) => seq < lowest)].slice(0, maxRows);
  // An answer that leads back to where it came from would be asked for for ever.
  const further = more && next !== undefined && next < lowest ? next : undefined;
  const cut = further !== undefined && rows.length >= maxRows;
  return { ...search, stage: 'answered', asked: undefined, rows, next: cut ? undefined : further, cut, complete };
}

function refuse(search: SearchState, message: Refused): SearchState {
  if (message.retryAfterMs !== undefined) return unask(search);
  return { ...search, ...nothingFound, rows: search.next === undefined ? [] : search.rows, stage: 'refused', refusal: message };
}

/** The whole of a day in the reader's own time zone; a day is not always 24 hours long. */
export function spanOf(day: string): { readonly from?: number; readonly to?: number } {
  const [year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day)?.slice(1) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return {};
  const midnight = (days: number) => {
    const at = new Date(0);
    at.setFullYear(year, month - 1, date + days);
    return Math.max(0, at.setHours(0, 0, 0, 0));
  };
  return { from: midnight(0), to: midnight(1) };
}
