// SPDX-License-Identifier: GPL-3.0-or-later

import type { Found, FoundLine, Hello, Joined, Left, Person, Said, Welcome } from '../../../resources/web/src/protocol/messages';

export const at = 1_790_000_000_000;

export const hello = (more: Partial<Hello> = {}): Hello => ({
  type: 'hello', protocol: 'foyer.v1', server: 'Foyer', room: 'Class 7b', host: 'Ms Brandt', language: 'en', here: 1, epoch: 'e1', keeping: { mode: 'always' },
  limits: { nameGraphemes: 32, nameCodePoints: 64, textCodePoints: 5000, textBytes: 20000, frameBytes: 65536, joinSeconds: 10 }, ...more,
});

export const person = (user: number, name: string, more: Partial<Person> = {}): Person => ({
  user, name, role: 'guest', kind: 'browser', since: at, away: false, ...more,
});

export const host = person(1, 'Ms Brandt', { role: 'operator', kind: 'app' });

export const welcome = (more: Partial<Welcome> = {}): Welcome => ({
  type: 'welcome', you: { user: 3, name: 'Ada', role: 'guest' }, device: 'd.3', resume: 'r.3', epoch: 'e1', seq: 10, room: 'Class 7b',
  host: 'Ms Brandt', language: 'en', keeping: { mode: 'always' }, resumed: false, gap: false, lines: [], more: false,
  people: { total: 2, listed: true, more: false, rows: [host, person(3, 'Ada')] }, search: false, ...more,
});

export const said = (seq: number, text: string, more: Partial<Said> = {}): Said => ({
  type: 'said', seq, at: at + seq, user: 1, name: 'Ms Brandt', role: 'operator', text, id: `m${String(seq)}`, ...more,
});

export const joined = (seq: number, user: number, name: string, here: number): Joined => ({
  type: 'joined', seq, at: at + seq, user, name, role: 'guest', kind: 'browser', since: at + seq, here,
});

export const left = (seq: number, user: number, name: string, here: number): Left => ({
  type: 'left', seq, at: at + seq, user, name, why: 'left', here,
});

export const foundLine = (seq: number, text = 'the old mill', more: Partial<FoundLine> = {}): FoundLine => ({
  seq, at: at + seq, user: 1, name: 'Ms Brandt', text, marks: [], ...more,
});

export const found = (id: string, lines: readonly FoundLine[], more: Partial<Found> = {}): Found => ({
  type: 'found', id, more: false, complete: true, lines, ...more,
});
