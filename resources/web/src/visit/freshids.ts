// SPDX-License-Identifier: GPL-3.0-or-later

/** Draws ids for commands: a random start per page load, then a counter. `fill` is crypto.getRandomValues, which needs no https. */
export function freshIds(fill: (bytes: Uint8Array) => void): () => string {
  const bytes = new Uint8Array(8);
  fill(bytes);
  const start = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let count = 0;
  return () => {
    count += 1;
    return `${start}-${String(count)}`;
  };
}
