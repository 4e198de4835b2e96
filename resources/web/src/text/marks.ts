// SPDX-License-Identifier: GPL-3.0-or-later

import type { Mark } from '../protocol/messages';

export interface MarkedPiece {
  readonly text: string;
  readonly marked: boolean;
}

/** What of a long text is shown, in UTF-16 units: so much, and so much of what comes before its first mark. */
const shownUnits = 240;
const leadUnits = 60;

/** The text cut where its marks begin and end, and around the first of them where it is long. Marks that are none are passed over. */
export function markedPieces(text: string, marks: readonly Mark[]): readonly MarkedPiece[] {
  const spans = marks.flatMap(([from, length]) => spanIn(text, from, length)).sort((a, b) => a.from - b.from);
  const first = spans[0]?.from ?? 0;
  const begin = text.length > shownUnits && first > leadUnits ? wholeBefore(text, first - leadUnits) : 0;
  const end = wholeBefore(text, Math.min(text.length, begin + shownUnits));
  const pieces: MarkedPiece[] = [];
  const add = (piece: string, marked: boolean) => { if (piece !== '') pieces.push({ text: piece, marked }); };
  let at = begin;
  for (const span of spans) {
    const from = Math.max(at, span.from);
    const to = Math.min(end, span.to);
    if (to <= from) continue;
    add(text.slice(at, from), false);
    add(text.slice(from, to), true);
    at = to;
  }
  add(text.slice(at, end), false);
  if (begin > 0) pieces.unshift({ text: '…', marked: false });
  if (end < text.length) pieces.push({ text: '…', marked: false });
  return pieces;
}

/** Nothing where it lies outside; never with half a character at its ends. */
function spanIn(text: string, from: number, length: number): readonly { readonly from: number; readonly to: number }[] {
  if (!(from >= 0 && length > 0 && from < text.length)) return [];
  const to = Math.min(text.length, from + length);
  const whole = wholeBefore(text, to);
  return [{ from: wholeBefore(text, from), to: whole < to ? to + 1 : to }];
}

/** This place, or the one before where it lies within a character of two units. */
function wholeBefore(text: string, at: number): number {
  const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
  const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
  return isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1)) ? at - 1 : at;
}
