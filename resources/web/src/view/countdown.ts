// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useState } from 'preact/hooks';
import { systemClock } from '../net/clock';

/** The milliseconds until `until`, told anew every second while there are any. */
export function useRemaining(until: number): number {
  const [now, setNow] = useState(() => systemClock.now());
  const remaining = Math.max(0, until - now);
  useEffect(() => {
    if (until <= systemClock.now()) {
      setNow(systemClock.now());
      return undefined;
    }
    const ticking = setInterval(() => {
      const time = systemClock.now();
      setNow(time);
      if (time >= until) clearInterval(ticking);
    }, 1000);
    return () => { clearInterval(ticking); };
  }, [until]);
  return remaining;
}
