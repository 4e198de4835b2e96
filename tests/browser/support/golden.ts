// SPDX-License-Identifier: GPL-3.0-or-later

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.env['FOYER_SOURCE_DIR'] ?? '.';

/** A file of the checkout. */
export function sourceText(path: string): string {
  return readFileSync(join(source, path), 'utf8');
}

/** All sources below a folder of the checkout, one after the other. */
export function sourcesBelow(folder: string): string {
  return readdirSync(join(source, folder), { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? sourcesBelow(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? sourceText(join(folder, entry.name)) : ''))
    .join('\n');
}

/** The golden messages of one side, by file name without its ending. */
export function golden(side: 'server' | 'client'): ReadonlyMap<string, string> {
  const folder = join(source, 'tests/golden', side);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.replace(/\.json$/, ''), readFileSync(join(folder, name), 'utf8')]));
}
