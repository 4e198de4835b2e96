// SPDX-License-Identifier: GPL-3.0-or-later

/** A shelf for strings; `local` is shared by the tabs of a browser, `tab` outlives a reload of one tab. */
export interface Shelf {
  read(key: string): string | undefined;
  write(key: string, value: string | undefined): void;
}

export interface Keepsakes {
  readonly local: Shelf;
  readonly tab: Shelf;
}

export const Key = {
  name: 'foyer.name',
  device: 'foyer.device',
  language: 'foyer.language',
  inside: 'foyer.inside',
  attempt: 'foyer.attempt',
  draft: 'foyer.draft',
  outbox: 'foyer.outbox',
} as const;

/** A shelf over web storage that goes on from memory where the browser forbids storage or has no place left. */
export function shelf(storage: () => Storage): Shelf {
  const fallback = new Map<string, string>();
  return {
    read(key) {
      try {
        return storage().getItem(key) ?? fallback.get(key);
      } catch {
        return fallback.get(key);
      }
    },
    write(key, value) {
      if (value === undefined) fallback.delete(key);
      else fallback.set(key, value);
      try {
        if (value === undefined) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // Kept in memory: as long as the tab lives is better than not at all.
      }
    },
  };
}
