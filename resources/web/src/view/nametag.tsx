// SPDX-License-Identifier: GPL-3.0-or-later

import { firstGrapheme } from '../text/codepoints';
import type { Role } from '../protocol/messages';
import { StarIcon } from './icons';
import { useWords } from './words';

/** One of the wheel's eight hues, by hash of the user id: neighbours in time get hues that lie apart. */
export function hueOf(user: number): number {
  return Math.imul(user, 0x9e3779b1) >>> 29;
}

export const Disc = ({ user, name }: { user: number; name: string }) => (
  <span class={`disc hue-${String(hueOf(user))}`} aria-hidden="true">{firstGrapheme(name).toUpperCase()}</span>
);

/** A name as text alone, kept from turning the direction of what stands around it. */
export const Name = ({ name }: { name: string }) => <bdi class="name">{name}</bdi>;

/** Drawn by role, never by what somebody is called. */
export const HostBadge = ({ role }: { role: Role }) => {
  const { locale } = useWords();
  return role === 'operator' ? <span class="host-badge"><StarIcon />{locale.say('people.host')}</span> : null;
};
