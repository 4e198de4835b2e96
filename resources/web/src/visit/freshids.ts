// SPDX-License-Identifier: GPL-3.0-or-later

/** crypto.getRandomValues, which needs no https. */
export type Fill = (bytes: Uint8Array) => void;

function drawn(fill: Fill, size: number): string {
  const bytes = new Uint8Array(size);
  fill(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Draws secrets of 128 bits, in hexadecimal. */
export const freshSecrets = (fill: Fill): () => string => () => drawn(fill, 16);

/** Draws ids for commands: a random start per page load, then a counter. */
export function freshIds(fill: Fill): () => string {
  const start = drawn(fill, 8);
  let count = 0;
  return () => {
    count += 1;
    return `${start}-${String(count)}`;
  };
}
