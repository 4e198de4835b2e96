// SPDX-License-Identifier: GPL-3.0-or-later

import { linkPieces } from '../text/links';

/** What somebody wrote: text nodes and web links, nothing else. Line breaks are kept by the style sheet. */
export const MessageText = ({ text }: { text: string }) => (
  <div class="text" dir="auto">
    {linkPieces(text).map(({ text: shown, href }, index) =>
      href === undefined ? shown : <a key={index} href={href} target="_blank" rel="noopener noreferrer">{shown}</a>)}
  </div>
);
