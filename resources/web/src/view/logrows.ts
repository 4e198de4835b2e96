// SPDX-License-Identifier: GPL-3.0-or-later

import type { KeptEvent, Said } from '../protocol/messages';
import type { Letter, Outbox } from '../state/outbox';
import { startOfDay } from '../text/locale';

/** One row of the log, in the order in which they are shown. */
export type LogRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'message'; readonly key: string; readonly said: Said; readonly own: boolean; readonly first: boolean }
  | { readonly kind: 'notice'; readonly key: string; readonly line: Exclude<KeptEvent, Said>; readonly own: boolean }
  | { readonly kind: 'letter'; readonly key: string; readonly letter: Letter };

/** Messages of one person within this time of each other stand together under one name. */
const groupMs = 5 * 60_000;
const shortestDayMs = 23 * 3_600_000;

/** The rows for these lines and the messages still on their way. */
export function logRows(lines: readonly KeptEvent[], outbox: Outbox, you: number | undefined): readonly LogRow[] {
  const rows: LogRow[] = [];
  let before: KeptEvent | undefined;
  let day = Number.NaN;
  for (const line of lines) {
    // A day has at least 23 hours: within them nothing has to be asked of the calendar.
    const sameDay = line.at >= day && line.at - day < shortestDayMs;
    const newDay = !sameDay && startOfDay(line.at) !== day;
    if (newDay) day = startOfDay(line.at);
    if (newDay) rows.push({ kind: 'day', key: `day-${String(line.seq)}`, at: line.at });
    const own = you !== undefined && 'user' in line && line.user === you;
    const key = String(line.seq);
    if (line.type === 'said') {
      rows.push({ kind: 'message', key, said: line, own, first: newDay || !continues(before, line) });
    } else {
      rows.push({ kind: 'notice', key, line, own });
    }
    before = line;
  }
  for (const letter of outbox) rows.push({ kind: 'letter', key: `letter-${letter.id}`, letter });
  return rows;
}

function continues(before: KeptEvent | undefined, line: Said): boolean {
  return before?.type === 'said' && before.user === line.user && before.name === line.name && line.at - before.at < groupMs;
}
