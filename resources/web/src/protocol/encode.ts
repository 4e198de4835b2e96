// SPDX-License-Identifier: GPL-3.0-or-later

import type { Command } from './messages';

/** One command as the text of one frame; members that are undefined are left out. */
export function encode(command: Command): string {
  return JSON.stringify(command);
}
