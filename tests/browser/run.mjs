// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Bundles the tests of one folder and runs them: node run.mjs <folder with node_modules> <unit|room>
 *
 * The bundles go below the folder with node_modules, so that the packages they import are found there.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [npmArgument, kind] = process.argv.slice(2);
if (!npmArgument || !kind) throw new Error('usage: node run.mjs <folder with node_modules> <unit|room>');
const npmFolder = resolve(npmArgument);
const here = dirname(fileURLToPath(import.meta.url));
const { build } = createRequire(join(npmFolder, 'package.json'))('esbuild');

const tests = readdirSync(join(here, kind)).filter((name) => /\.test\.tsx?$/.test(name)).sort();
if (tests.length === 0) throw new Error(`no tests in ${kind}`);
const outFolder = join(npmFolder, 'tests', kind);
rmSync(outFolder, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: tests.map((name) => join(kind, name)),
  outdir: outFolder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'esm',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  logLevel: 'warning',
});

// The file names one by one: Node 18 knows no patterns.
const files = tests.map((name) => join(outFolder, name.replace(/\.tsx?$/, '.mjs')));
const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], {
  stdio: 'inherit',
  env: { ...process.env, FOYER_SOURCE_DIR: resolve(here, '../..') },
});
process.exit(status ?? 1);
