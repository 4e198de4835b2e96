// SPDX-License-Identifier: GPL-3.0-or-later

export interface Piece {
  readonly text: string;
  /** Set where the piece is a link. */
  readonly href?: string;
}

/** Up to white space, quotes, angle brackets, and the punctuation of Chinese text, which is written without a space before it. */
const candidate = /\bhttps?:\/\/[^\s<>"'`，。；：！？、（）《》「」『』【】“”‘’…\u200b-\u200f\u2028-\u202e\u2060-\u206f]+/giu;

/** A text cut into plain pieces and web links: http and https alone, never another scheme. */
export function linkPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const shown = withoutTrailingPunctuation(match[0]);
    const href = webAddress(shown);
    if (href === undefined) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** A full stop ends the sentence, not the address; a closing bracket belongs to it only if it opened there. */
function withoutTrailingPunctuation(found: string): string {
  let end = found.length;
  while (end > 0) {
    const last = found.charAt(end - 1);
    const opening = ({ ')': '(', ']': '[', '}': '{' } as Readonly<Record<string, string>>)[last];
    const inside = found.slice(0, end);
    const unopened = opening !== undefined && inside.split(last).length > inside.split(opening).length;
    if (!unopened && !'.,;:!?*_~'.includes(last)) break;
    end -= 1;
  }
  return found.slice(0, end);
}

function webAddress(shown: string): string | undefined {
  try {
    const url = new URL(shown);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
