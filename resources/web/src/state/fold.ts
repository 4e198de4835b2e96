// SPDX-License-Identifier: GPL-3.0-or-later

import type { Hello, KeptEvent, People, Person, Presence, Refused, ServerMessage, Welcome } from '../protocol/messages';
import { typingHoldsMs } from './roomstate';
import type { RoomState } from './roomstate';
import { append, beginAnew, giveUp, take } from './window';

/** The room after one more message. Pure: `now` is handed in. A message that changes nothing gives the same object back. */
export function fold(room: RoomState, message: ServerMessage, now: number): RoomState {
  const step = steps[message.type] as Step<ServerMessage> | undefined;
  return step ? step(room, message, now) : room;
}

type Step<M> = (room: RoomState, message: M, now: number) => RoomState;
type Of<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

function hello(room: RoomState, m: Hello): RoomState {
  return { ...room, known: true, room: m.room, host: m.host, limits: m.limits, here: m.here, keeping: m.keeping };
}

function welcome(room: RoomState, m: Welcome): RoomState {
  const fresh = {
    ...room,
    known: true,
    forgotten: false,
    room: m.room,
    host: m.host,
    keeping: m.keeping,
    search: m.search,
    you: m.you,
    epoch: m.epoch,
    last: m.seq,
    typing: new Map<number, number>(),
    ...withRows(new Map(), m.people),
  };
  if (m.resumed) return fresh;
  return beginAnew({ ...fresh, gap: gapBefore(room, m) }, m.lines, m.lines[0]?.seq ?? m.seq + 1, m.more);
}

function gapBefore(room: RoomState, m: Welcome): RoomState['gap'] {
  // Numbers go on over the lives of a room: one that has given out fewer is another one, or this one as it was earlier.
  if (room.you !== undefined && m.seq < room.last && hasLineOf(room, m)) return 'earlier';
  if (room.forgotten || (room.you !== undefined && m.seq < room.last)) return 'anew';
  if (!m.gap) return undefined;
  // What an earlier life of a room that keeps nothing had is nowhere any more.
  return m.epoch !== room.epoch && m.keeping.mode === 'nothing' ? 'anew' : 'missed';
}

function hasLineOf(room: RoomState, m: Welcome): boolean {
  const times = new Map(room.lines.map(({ seq, at }) => [seq, at]));
  return m.lines.some(({ seq, at }) => times.get(seq) === at);
}

/** The roster parts of the state once `page` has come on top of `known` rows. */
function withRows(known: ReadonlyMap<number, Person>, page: People): Pick<RoomState, 'people' | 'here' | 'listed' | 'rosterAfter'> {
  if (!page.listed) return { people: new Map(), here: page.total, listed: false, rosterAfter: undefined };
  const people = new Map(known);
  for (const row of page.rows) people.set(row.user, row);
  return { people, here: page.total, listed: true, rosterAfter: page.more ? page.rows[page.rows.length - 1]?.user : undefined };
}

function kept(room: RoomState, event: KeptEvent): RoomState {
  // A resume may tell again what was on its way when the connection broke.
  if (event.seq <= room.last) return room;
  return append({ ...room, last: event.seq }, event);
}

function withPerson(room: RoomState, user: number, change: (person: Person) => Person): RoomState {
  const person = room.people.get(user);
  if (!person) return room;
  return { ...room, people: new Map(room.people).set(user, change(person)) };
}

function quiet(room: RoomState, user: number): RoomState {
  if (!room.typing.has(user)) return room;
  const typing = new Map(room.typing);
  typing.delete(user);
  return { ...room, typing };
}

function said(before: RoomState, m: Of<'said'>): RoomState {
  const room = kept(before, m);
  const isNew = room !== before && m.user !== room.you?.user;
  return quiet(isNew ? { ...room, heard: room.heard + 1 } : room, m.user);
}

function joined(before: RoomState, m: Of<'joined'>): RoomState {
  const room = kept(before, m);
  if (room === before) return room;
  const { user, name, role, kind, since } = m;
  const here = m.here ?? room.here;
  if (!room.listed) return { ...room, here };
  return { ...room, here, people: new Map(room.people).set(user, { user, name, role, kind, since, away: false }) };
}

function left(before: RoomState, m: Of<'left'>): RoomState {
  const room = kept(before, m);
  if (room === before) return room;
  const people = new Map(room.people);
  people.delete(m.user);
  return quiet({ ...room, here: m.here ?? room.here, people }, m.user);
}

function renamed(before: RoomState, m: Of<'renamed'>): RoomState {
  const room = kept(before, m);
  if (room === before) return room;
  const you = room.you?.user === m.user ? { ...room.you, name: m.name } : room.you;
  const host = room.people.get(m.user)?.role === 'operator' && room.host === m.was ? m.name : room.host;
  return withPerson({ ...room, you, host }, m.user, (person) => ({ ...person, name: m.name }));
}

function roomChanged(before: RoomState, m: Of<'room'>): RoomState {
  const room = kept(before, m);
  return room === before ? room : { ...room, room: m.name };
}

function keepingChanged(before: RoomState, m: Of<'keeping'>): RoomState {
  const room = kept(before, m);
  return room === before ? room : { ...room, keeping: m.mode === 'days' ? { mode: m.mode, days: m.days } : { mode: m.mode } };
}

function refused(room: RoomState, m: Refused): RoomState {
  // Where it asks for patience instead, the page is wanted still.
  if (m.to === 'backlog' && m.id === room.asked?.id && m.retryAfterMs === undefined) return giveUp(room);
  if (m.to === 'join' && m.code === 'bad-token' && room.you) return { ...room, forgotten: true };
  return room;
}

function presence(room: RoomState, m: Presence, now: number): RoomState {
  if (m.type !== 'typing') {
    const after = withPerson(room, m.user, (person) => ({ ...person, away: m.type === 'away' }));
    return m.type === 'away' ? quiet(after, m.user) : after;
  }
  // Another tab of this guest may be the one who writes.
  if (m.user === room.you?.user) return room;
  return { ...room, typing: new Map(room.typing).set(m.user, now + typingHoldsMs) };
}

function crowd(room: RoomState, m: Of<'people'>): RoomState {
  if (!m.listed) return { ...room, here: m.here, listed: false, people: new Map(), rosterAfter: undefined };
  // Names are told again: what was missed meanwhile has to be fetched from the start.
  return room.listed ? { ...room, here: m.here } : { ...room, here: m.here, listed: true, rosterAfter: 0 };
}

const steps: { readonly [T in ServerMessage['type']]?: Step<Of<T>> } = {
  hello,
  welcome,
  said,
  joined,
  left,
  renamed,
  room: roomChanged,
  keeping: keepingChanged,
  kicked: kept,
  'let-in': kept,
  backlog: take,
  refused,
  roster: (room, m) => ({ ...room, ...withRows(room.people, m) }),
  away: presence,
  back: presence,
  typing: presence,
  people: crowd,
};

/** The room with everybody forgotten whose sign of writing has grown old. */
export function forgetTyping(room: RoomState, now: number): RoomState {
  const typing = new Map([...room.typing].filter(([, until]) => until > now));
  return typing.size === room.typing.size ? room : { ...room, typing };
}
