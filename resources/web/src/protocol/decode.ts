// SPDX-License-Identifier: GPL-3.0-or-later

import { flag, isObject, list, Malformed, maybe, object, oneOf, text, textOrNone, whole } from './jsonreader';
import type { JsonObject } from './jsonreader';
import type { Cooling, FoundLine, Keeping, KeptEvent, Kind, Leaving, Limits, Mark, People, Person, Role, ServerMessage } from './messages';

const roles: readonly Role[] = ['guest', 'operator'];
const kinds: readonly Kind[] = ['browser', 'text', 'app'];
const keepings: readonly Keeping['mode'][] = ['nothing', 'until-closed', 'days', 'always'];
const leavings: readonly Leaving[] = ['left', 'lost', 'kicked'];

const kept = (from: JsonObject) => ({ seq: whole(from, 'seq'), at: whole(from, 'at') });
const who = (from: JsonObject) => ({ user: whole(from, 'user'), name: text(from, 'name') });

const person = (from: JsonObject): Person => ({
  ...who(from),
  role: oneOf(from, 'role', roles),
  kind: oneOf(from, 'kind', kinds),
  since: whole(from, 'since'),
  away: flag(from, 'away'),
});

const each = <T>(items: readonly unknown[], read: (from: JsonObject) => T): T[] =>
  items.map((item) => {
    if (!isObject(item)) throw new Malformed('item');
    return read(item);
  });

const people = (from: JsonObject): People => ({
  total: whole(from, 'total'),
  listed: flag(from, 'listed'),
  more: flag(from, 'more'),
  rows: each(list(from, 'rows'), person),
});

const limits = (from: JsonObject): Limits => ({
  nameGraphemes: whole(from, 'nameGraphemes'),
  nameCodePoints: whole(from, 'nameCodePoints'),
  textCodePoints: whole(from, 'textCodePoints'),
  textBytes: whole(from, 'textBytes'),
  frameBytes: whole(from, 'frameBytes'),
  joinSeconds: whole(from, 'joinSeconds'),
});

const keeping = (from: JsonObject): Keeping => {
  const mode = oneOf(from, 'mode', keepings);
  return mode === 'days' ? { mode, days: whole(from, 'days') } : { mode };
};

const cooling = (from: JsonObject): Cooling => ({
  cooling: whole(from, 'cooling'),
  name: text(from, 'name'),
  address: textOrNone(from, 'address'),
  reason: textOrNone(from, 'reason'),
  until: whole(from, 'until'),
  waiting: list(from, 'waiting').map(String),
});

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Marks are an adornment: one that is none costs the line nothing. */
const mark = (value: unknown): value is Mark => Array.isArray(value) && value.length === 2 && value.every(isPlace);

const foundLine = (from: JsonObject): FoundLine => ({
  seq: whole(from, 'seq'), at: whole(from, 'at'), ...who(from), text: text(from, 'text'), marks: list(from, 'marks').filter(mark),
});

type Reader<T> = (from: JsonObject) => T;

const keptEvents: Readonly<Record<KeptEvent['type'], Reader<KeptEvent>>> = {
  said: (m) => ({
    type: 'said', ...kept(m), ...who(m), role: oneOf(m, 'role', roles), text: text(m, 'text'),
    // A plain-text client has no id to give.
    id: textOrNone(m, 'id'),
  }),
  joined: (m) => ({
    type: 'joined', ...kept(m), ...who(m), role: oneOf(m, 'role', roles), kind: oneOf(m, 'kind', kinds),
    since: whole(m, 'since'), ...maybe(m, 'here', whole),
  }),
  left: (m) => ({ type: 'left', ...kept(m), ...who(m), why: oneOf(m, 'why', leavings), ...maybe(m, 'here', whole) }),
  renamed: (m) => ({ type: 'renamed', ...kept(m), ...who(m), was: text(m, 'was') }),
  room: (m) => ({ type: 'room', ...kept(m), name: text(m, 'name') }),
  keeping: (m) => ({ type: 'keeping', ...kept(m), ...keeping(m), by: textOrNone(m, 'by') }),
  kicked: (m) => ({
    type: 'kicked', ...kept(m), ...who(m), by: text(m, 'by'), reason: textOrNone(m, 'reason'), ...maybe(m, 'cooling', whole),
    address: textOrNone(m, 'address'), ...maybe(m, 'until', whole),
  }),
  'let-in': (m) => ({ type: 'let-in', ...kept(m), cooling: whole(m, 'cooling'), ...maybe(m, 'name', text) }),
};

/** Lines of a kind that this page does not know yet are passed over, as protocol.md asks of a client. */
const events = (items: readonly unknown[]): KeptEvent[] =>
  each(items, (from) => reader(keptEvents, from)?.(from)).filter((event) => event !== undefined);

const others: Readonly<Record<Exclude<ServerMessage['type'], KeptEvent['type']>, Reader<ServerMessage>>> = {
  hello: (m) => ({
    type: 'hello', protocol: text(m, 'protocol'), server: text(m, 'server'), room: text(m, 'room'), host: textOrNone(m, 'host'),
    language: text(m, 'language'), here: whole(m, 'here'), epoch: text(m, 'epoch'), keeping: keeping(object(m, 'keeping')),
    limits: limits(object(m, 'limits')),
  }),
  welcome: (m) => ({
    type: 'welcome',
    you: { ...who(object(m, 'you')), role: oneOf(object(m, 'you'), 'role', roles) },
    device: text(m, 'device'), resume: text(m, 'resume'), epoch: text(m, 'epoch'), seq: whole(m, 'seq'),
    room: text(m, 'room'), host: textOrNone(m, 'host'), language: text(m, 'language'),
    keeping: keeping(object(m, 'keeping')), resumed: flag(m, 'resumed'), gap: flag(m, 'gap'), lines: events(list(m, 'lines')), more: flag(m, 'more'),
    people: people(object(m, 'people')), search: flag(m, 'search'),
    ...(m['coolings'] === undefined ? {} : { coolings: each(list(m, 'coolings'), cooling) }),
  }),
  accepted: (m) => ({ type: 'accepted', to: text(m, 'to'), ...maybe(m, 'id', text), ...maybe(m, 'seq', whole) }),
  refused: (m) => ({
    type: 'refused', ...maybe(m, 'to', text), ...maybe(m, 'id', text), code: text(m, 'code'), text: text(m, 'text'),
    ...maybe(m, 'retryAfterMs', whole), ...maybe(m, 'suggestion', text), ...maybe(m, 'field', text), ...maybe(m, 'reason', text),
    ...maybe(m, 'clash', text),
  }),
  pong: (m) => ({ type: 'pong', ...maybe(m, 'id', text) }),
  backlog: (m) => {
    const items = list(m, 'events');
    const [first] = each(items.slice(0, 1), (from) => whole(from, 'seq'));
    const known = events(items);
    return {
      type: 'backlog', ...maybe(m, 'id', text), more: flag(m, 'more'), events: known,
      ...(first === undefined || first === known[0]?.seq ? {} : { first }),
    };
  },
  found: (m) => {
    const more = flag(m, 'more');
    return {
      type: 'found', ...maybe(m, 'id', text), more, ...(more ? { next: whole(m, 'next') } : maybe(m, 'next', whole)),
      complete: flag(m, 'complete'), lines: each(list(m, 'lines'), foundLine),
    };
  },
  roster: (m) => ({ type: 'roster', ...maybe(m, 'id', text), ...people(m) }),
  bye: (m) => ({
    type: 'bye', code: whole(m, 'code'), why: text(m, 'why'), text: textOrNone(m, 'text'), ...maybe(m, 'retryAfterMs', whole),
  }),
  away: (m) => ({ type: 'away', user: whole(m, 'user') }),
  back: (m) => ({ type: 'back', user: whole(m, 'user') }),
  typing: (m) => ({ type: 'typing', user: whole(m, 'user') }),
  people: (m) => ({ type: 'people', here: whole(m, 'here'), listed: flag(m, 'listed') }),
  knock: (m) => ({ type: 'knock', cooling: whole(m, 'cooling'), name: text(m, 'name') }),
};

/** The reader for this message's type; own members alone, so that a type named "constructor" finds nothing. */
function reader<T>(readers: Readonly<Record<string, Reader<T>>>, from: JsonObject): Reader<T> | undefined {
  const type = text(from, 'type');
  return Object.prototype.hasOwnProperty.call(readers, type) ? readers[type] : undefined;
}

/** One frame's message, or undefined where it is not one that this page understands. */
export function decode(frame: string): ServerMessage | undefined {
  try {
    const from: unknown = JSON.parse(frame);
    if (!isObject(from)) return undefined;
    const read: Reader<ServerMessage> | undefined = reader(keptEvents, from) ?? reader(others, from);
    return read?.(from);
  } catch (problem) {
    if (problem instanceof Malformed || problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}
