// SPDX-License-Identifier: GPL-3.0-or-later

import type { Person } from '../protocol/messages';
import type { RoomState } from '../state/roomstate';
import type { Locale } from '../text/locale';
import { Disc, HostBadge, Name } from './nametag';
import { useWords } from './words';

/** Hosts first, then you, then the others by name. */
export function inOrder(people: Iterable<Person>, you: number | undefined, locale: Locale): readonly Person[] {
  const rank = (person: Person) => (person.role === 'operator' ? 0 : person.user === you ? 1 : 2);
  return [...people].sort((a, b) => rank(a) - rank(b) || locale.compare(a.name, b.name) || a.user - b.user);
}

/** Who is here. */
export const Roster = ({ room }: { room: RoomState }) => {
  const { locale } = useWords();
  if (!room.listed) return <p class="roster-note">{locale.say('people.crowd')}</p>;
  const you = room.you?.user;
  return (
    <>
      <ul class="roster">
        {inOrder(room.people.values(), you, locale).map((person) => (
          <li key={person.user} class={person.away ? 'person away' : 'person'}>
            <Disc user={person.user} name={person.name} />
            <span class="who">
              <Name name={person.name} />
              <HostBadge role={person.role} />
              <small>{remarks(person, you, locale)}</small>
            </span>
          </li>
        ))}
      </ul>
      {room.here === 1 && room.people.size === 1 && <p class="roster-note">{locale.say('people.alone')}</p>}
    </>
  );
};

function remarks(person: Person, you: number | undefined, locale: Locale): string {
  return [
    person.user === you ? locale.say('people.you') : '',
    person.kind === 'text' ? locale.say('people.text') : '',
    person.away ? locale.say('people.away') : '',
  ].filter((remark) => remark !== '').join(' · ');
}
