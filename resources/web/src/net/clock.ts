// SPDX-License-Identifier: GPL-3.0-or-later

/** Takes back a call that was to come. */
export type Cancel = () => void;

/** The time, and calls in the future: handed in, so that tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970; never goes back, though somebody sets the device's clock. */
  now(): number;
  after(ms: number, call: () => void): Cancel;
}

/** The same time, but where it goes back: what was to come in a moment does not wait for a day then. */
export function neverBack(wall: () => number): () => number {
  let last = wall();
  let ahead = 0;
  return () => {
    const now = wall();
    ahead += Math.max(0, last - now);
    last = now;
    return now + ahead;
  };
}

export const systemClock: Clock = {
  now: neverBack(() => Date.now()),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => { clearTimeout(timer); };
  },
};
