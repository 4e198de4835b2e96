// SPDX-License-Identifier: GPL-3.0-or-later

import { CloseCode } from '../protocol/closecode';

/** Why there is no connection. */
export type Absence = 'lost' | 'closed' | 'full' | 'flood' | 'crowded' | 'removed' | 'late' | 'left' | 'refused';

/** What a close code tells a client to do (protocol.md, "Close codes"). `undefined` is the handshake that never came about. */
export function absenceOf(code: number | undefined): Absence {
  switch (code) {
    case CloseCode.left: return 'left';
    case CloseCode.closed: return 'closed';
    case CloseCode.removed: return 'removed';
    case CloseCode.late: return 'late';
    case CloseCode.full: return 'full';
    case CloseCode.flood: return 'flood';
    case CloseCode.crowded: return 'crowded';
    case CloseCode.binary:
    case CloseCode.notUtf8:
    case CloseCode.policy:
    case CloseCode.tooLarge:
    case CloseCode.garbled:
      return 'refused';
    default: return 'lost';
  }
}

const firstTryMs = 500;
const longestMs = 15_000;

/**
 * Milliseconds until the next try, undefined where a person has to ask for it.
 * `tries` counts the failures since the room was last reached; `random` lies in [0, 1) and spreads the guests of a room
 * that all lost it in the same moment.
 */
export function delayUntilNextTry(absence: Absence, tries: number, random: number): number | undefined {
  switch (absence) {
    case 'lost': {
      const longest = Math.min(longestMs, firstTryMs * 2 ** tries);
      return longest * (0.5 + random * 0.5);
    }
    case 'closed': return 5_000 + random * 10_000;
    case 'full':
    case 'flood':
    case 'crowded':
      return 10_000 + random * 10_000;
    case 'removed':
    case 'late':
    case 'left':
    case 'refused':
      return undefined;
  }
}
