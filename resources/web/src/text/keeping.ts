// SPDX-License-Identifier: GPL-3.0-or-later

import type { Keeping } from '../protocol/messages';
import type { Key } from './catalog';
import type { Locale } from './locale';

const kept: Readonly<Record<Exclude<Keeping['mode'], 'days'>, Key>> = {
  nothing: 'keeping.nothing', 'until-closed': 'keeping.untilClosed', always: 'keeping.always',
};

/** What becomes of what is said, and of what goes with it. */
export function keepingSentence(keeping: Keeping, locale: Locale): string {
  const sentence = keeping.mode === 'days' ? locale.sayCount('keeping.days', keeping.days) : locale.say(kept[keeping.mode]);
  return keeping.mode === 'nothing' ? sentence : locale.say('keeping.with', { sentence });
}
