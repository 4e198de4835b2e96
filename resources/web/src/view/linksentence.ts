// SPDX-License-Identifier: GPL-3.0-or-later

import type { Link } from '../net/connection';
import type { Key } from '../text/catalog';

/** What there is to say about the connection, undefined where all is well or the stage says it. `wasInside`: there was one to lose. */
export function linkSentence(link: Link, wasInside: boolean): Key | undefined {
  if (link.stage === 'open') return undefined;
  switch (link.why) {
    case 'closed': return 'link.closed';
    case 'full': return 'link.full';
    case 'flood': return 'link.flood';
    case 'crowded': return 'link.crowded';
    case 'lost': return wasInside ? 'link.lost' : 'link.unreachable';
    default: return link.stage === 'idle' ? undefined : 'link.connecting';
  }
}
