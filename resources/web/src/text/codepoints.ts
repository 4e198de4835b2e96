// SPDX-License-Identifier: GPL-3.0-or-later

/** The length that the room counts in: code points, not UTF-16 units. */
export function codePointCount(text: string): number {
  let count = 0;
  for (const point of text) if (point) count += 1;
  return count;
}

interface Segments {
  segment(text: string): Iterable<{ readonly segment: string }>;
}

/** What a reader takes for the first character: a whole emoji or cluster where the browser can tell. */
export function firstGrapheme(text: string): string {
  const Segmenter = (Intl as { Segmenter?: new () => Segments }).Segmenter;
  if (Segmenter) for (const { segment } of new Segmenter().segment(text)) return segment;
  return Array.from(text)[0] ?? '';
}
