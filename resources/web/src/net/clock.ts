// SPDX-License-Identifier: GPL-3.0-or-later

/** Takes back a call that was to come. */
export type Cancel = () => void;

/** The time, and calls in the future: handed in, so that tests move it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  after(ms: number, call: () => void): Cancel;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => { clearTimeout(timer); };
  },
};
