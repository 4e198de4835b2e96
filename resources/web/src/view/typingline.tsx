// SPDX-License-Identifier: GPL-3.0-or-later

import type { RoomState } from '../state/roomstate';
import type { Locale } from '../text/locale';
import { useWords } from './words';

export function typingSentence(room: RoomState, locale: Locale): string {
  const names = [...room.typing.keys()].map((user) => room.people.get(user)?.name);
  const [a, b] = names;
  switch (names.length) {
    case 0: return '';
    case 1: return a === undefined ? locale.say('typing.someone') : locale.say('typing.one', { a });
    case 2: if (a !== undefined && b !== undefined) return locale.say('typing.two', { a, b });
  }
  return locale.say('typing.many', { count: names.length });
}

/** Who is writing. Not read out: it would never be quiet. */
export const TypingLine = ({ room }: { room: RoomState }) => (
  <p class="typing" aria-hidden="true" dir="auto">{typingSentence(room, useWords().locale)}</p>
);
