// SPDX-License-Identifier: GPL-3.0-or-later

import type { Backlog, KeptEvent } from '../protocol/messages';
import type { Ahead, Ask, RoomState, Way } from './roomstate';

/*
 * The log holds a stretch of the room's record without a hole: `lines`, every line from `from` on. Where it does not reach the
 * present, `ahead` holds the latest lines, and what lies between is fetched again when it is wanted.
 */

/** The lines that are held at most: beyond, those farthest from the reader's eye go. */
export const maxLines = 2000;
/** Lines asked for at once, and lines that go at once: not one for each that comes. */
export const pageLines = 100;

/** Not for a guest's log: what operators alone hear of kicks is theirs. */
const isShown = ({ type }: KeptEvent) => type !== 'kicked' && type !== 'let-in';

/** The room with this stretch alone, which reaches from `from` to the present. */
export function beginAnew(room: RoomState, lines: readonly KeptEvent[], from: number, older: boolean): RoomState {
  return bounded({ ...room, lines: lines.filter(isShown), from, older, ahead: undefined, eye: undefined, asked: undefined, sought: undefined });
}

/** The room with one more line at its present end. */
export function append(room: RoomState, event: KeptEvent): RoomState {
  if (!isShown(event)) return room;
  const { ahead } = room;
  if (!ahead) return bounded({ ...room, lines: [...room.lines, event] });
  const latest = [...ahead.latest, event].slice(-pageLines);
  const latestFrom = latest.length > ahead.latest.length ? ahead.latestFrom : latest[0]?.seq ?? event.seq;
  return bounded({ ...room, ahead: { ...ahead, latest, latestFrom } });
}

/** The room with a page asked for on that side; the same object where there is nothing to ask for, or a page is under way. */
export function askFor(room: RoomState, way: Way, id: string): RoomState {
  const { ahead, older, from, asked } = room;
  if (asked) return room;
  if (way === 'older') return older ? { ...room, asked: { id, way, before: from, beside: from } } : room;
  if (!ahead) return room;
  // The room tells what lies before a line, not what comes after one: so it is asked from a little farther on.
  const before = Math.min(ahead.after + ahead.stride + 1, ahead.latestFrom);
  return { ...room, asked: { id, way, before, beside: ahead.after } };
}

/** There is no answer to wait for any more. */
export function forgetAsk(room: RoomState): RoomState {
  return room.asked ? { ...room, asked: undefined } : room;
}

/** The room with a page of its record. One that was not asked for, or belongs beside what is not held any more, changes nothing. */
export function take(room: RoomState, page: Backlog): RoomState {
  const { asked } = room;
  if (!asked || asked.id !== page.id) return room;
  const answered = forgetAsk(room);
  switch (asked.way) {
    case 'older': return takeOlder(answered, asked, page);
    case 'newer': return takeNewer(answered, asked, page);
    case 'there': return takeAround(answered, asked, page);
  }
}

function firstOf({ first, events }: Backlog): number | undefined {
  return first ?? events[0]?.seq;
}

function takeOlder(room: RoomState, { beside }: Ask, page: Backlog): RoomState {
  if (room.from !== beside) return room;
  const found = page.events.filter((event) => event.seq < room.from && isShown(event));
  const from = Math.min(firstOf(page) ?? room.from, room.from);
  // A page that tells of nothing would be asked for again for ever.
  return bounded({ ...room, lines: [...found, ...room.lines], from, older: page.more && from < room.from });
}

function takeNewer(room: RoomState, { before, beside }: Ask, page: Backlog): RoomState {
  const { ahead, lines } = room;
  if (ahead?.after !== beside) return room;
  const isWhole = !page.more || (firstOf(page) ?? 0) <= beside + 1;
  // The page was cut before it reached down to the window: less far, then.
  if (!isWhole) return { ...room, ahead: { ...ahead, stride: Math.max(1, Math.floor(ahead.stride / 2)) } };
  const found = page.events.filter(({ seq }) => seq > beside && seq < before);
  const longer = [...lines, ...found.filter(isShown)];
  // The room's record begins above the window: it keeps less than the reader lags behind.
  const torn = !page.more && (firstOf(page) ?? before) > beside + 1;
  const gap = torn && !ahead.torn ? 'lost' : room.gap;
  if (before >= ahead.latestFrom) return bounded({ ...room, gap, lines: [...longer, ...ahead.latest], ahead: undefined });
  // Farther the next time, where the page had place for it: numbers are left out, at times many.
  const stride = page.events.length >= found.length * 2 ? ahead.stride * 2 : ahead.stride;
  return bounded({ ...room, gap, lines: longer, ahead: { ...ahead, after: before - 1, stride, torn } });
}

/** The room on its way to this line: there at once, where it is at hand. */
export function seek(room: RoomState, seq: number): RoomState {
  const sought = { seq, stage: 'here', reach: pageLines / 2 } as const;
  const holds = (lines: readonly KeptEvent[]) => lines.some((line) => line.seq === seq);
  if (holds(room.lines)) return { ...room, sought };
  if (room.ahead && holds(room.ahead.latest)) return { ...skipToEnd(room), sought };
  return { ...forgetAsk(room), sought: { ...sought, stage: 'wanted' } };
}

/** The room with the surroundings of the line asked for that is sought; the same object where there is none, or a page is under way. */
export function askAround(room: RoomState, id: string): RoomState {
  const { asked, sought } = room;
  if (asked || sought?.stage !== 'wanted') return room;
  const before = Math.min(sought.seq + sought.reach + 1, latestOf(room).latestFrom);
  return { ...room, asked: { id, way: 'there', before, beside: sought.seq } };
}

/** The room will not answer: what was asked for is not waited for, and nobody is on the way any more. */
export function giveUp(room: RoomState): RoomState {
  const { sought } = room;
  return forgetAsk(sought?.stage === 'wanted' ? { ...room, sought: { ...sought, stage: 'gone' } } : room);
}

function latestOf({ ahead, lines, from }: RoomState): Pick<Ahead, 'latest' | 'latestFrom'> {
  if (ahead) return ahead;
  const latest = lines.slice(-pageLines);
  return { latest, latestFrom: latest.length < lines.length ? latest[0]?.seq ?? from : from };
}

function takeAround(room: RoomState, { before, beside }: Ask, page: Backlog): RoomState {
  const { sought } = room;
  if (sought?.seq !== beside) return room;
  const first = firstOf(page);
  if (first === undefined || !page.events.some(({ seq }) => seq === beside)) {
    // The page was cut before it reached down to the line: less far beyond it, then.
    const isCut = page.more && first !== undefined && first > beside && sought.reach > 0;
    return { ...room, sought: isCut ? { ...sought, reach: Math.floor(sought.reach / 2) } : { ...sought, stage: 'gone' } };
  }
  const { latest, latestFrom } = latestOf(room);
  const found = page.events.filter((event) => event.seq < Math.min(before, latestFrom) && isShown(event));
  const there = { ...room, from: first, older: page.more, eye: beside, sought: { ...sought, stage: 'here' } } as const;
  if (before >= latestFrom) return bounded({ ...there, lines: [...found, ...latest], ahead: undefined });
  return bounded({ ...there, lines: found, ahead: { after: before - 1, stride: pageLines, torn: false, latest, latestFrom } });
}

/** The room with its latest lines in the window; the same object where they are. */
export function skipToEnd(room: RoomState): RoomState {
  if (room.ahead) return beginAnew(room, room.ahead.latest, room.ahead.latestFrom, true);
  return room.sought?.stage === 'wanted' ? { ...forgetAsk(room), sought: undefined } : room;
}

/** The room with the reader's eye on this line; undefined where they follow the end. */
export function lookAt(room: RoomState, eye: number | undefined): RoomState {
  return room.eye === eye ? room : { ...room, eye };
}

function bounded(room: RoomState): RoomState {
  const { lines, eye, ahead } = room;
  if (lines.length + (ahead?.latest.length ?? 0) <= maxLines) return room;
  // With place for the latest, in case they part from the window now.
  const fitting = maxLines - pageLines * 2;
  const under = eye === undefined ? -1 : lines.findIndex(({ seq }) => seq >= eye);
  return under < 0 || under > lines.length / 2 ? letOldestGo(room, fitting) : letNewestGo(room, fitting);
}

function letOldestGo(room: RoomState, fitting: number): RoomState {
  const lines = room.lines.slice(-fitting);
  return { ...room, lines, from: lines[0]?.seq ?? room.from, older: true };
}

function letNewestGo(room: RoomState, fitting: number): RoomState {
  const lines = room.lines.slice(0, fitting);
  const { latest, latestFrom } = latestOf(room);
  return { ...room, lines, ahead: { after: lines[fitting - 1]?.seq ?? room.last, stride: pageLines, torn: false, latest, latestFrom } };
}
