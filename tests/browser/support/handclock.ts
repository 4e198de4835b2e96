// SPDX-License-Identifier: GPL-3.0-or-later

import type { Clock } from '../../../resources/web/src/net/clock';

/** A clock that stands still until a test moves it. */
export class HandClock implements Clock {
  private time: number;
  private calls: { readonly at: number; readonly call: () => void }[] = [];

  constructor(start = 1_790_000_000_000) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, call: () => void): () => void {
    const entry = { at: this.time + ms, call };
    this.calls.push(entry);
    return () => { this.calls = this.calls.filter((other) => other !== entry); };
  }

  /** Lets so much time pass as a device that sleeps does: what fell due meanwhile is called behind it. */
  sleep(ms: number): void {
    this.time += ms;
    this.pass(0);
  }

  /** Lets so much time pass; what falls due on the way is called in its order, at its time. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.calls.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.calls = this.calls.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.call();
    }
    this.time = end;
  }
}
