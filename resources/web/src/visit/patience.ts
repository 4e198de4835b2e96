// SPDX-License-Identifier: GPL-3.0-or-later

import type { Cancel, Clock } from '../net/clock';

/** What the page may have to put off because the room asks for patience. */
export type Matter = 'join' | 'letters' | 'roster' | 'lines' | 'search';

/** What is put off until the room takes it, each matter once. It was asked on one connection, and ends with that. */
export class Patience {
  private readonly cancels = new Map<Matter, Cancel>();

  constructor(private readonly clock: Clock) {}

  /** In place of what was put off in this matter before. */
  putOff(matter: Matter, ms: number, call: () => void): void {
    this.forget(matter);
    this.cancels.set(matter, this.clock.after(ms, () => {
      this.cancels.delete(matter);
      call();
    }));
  }

  forget(matter: Matter): void {
    this.cancels.get(matter)?.();
    this.cancels.delete(matter);
  }

  forgetAll(): void {
    for (const cancel of this.cancels.values()) cancel();
    this.cancels.clear();
  }
}
