// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Builds the page: node bundle.mjs <folder with node_modules> <output folder> [<depfile> <name of the output in it>]
 *
 * Written are the files under their hashed names, each with a .gz and a .br beside it where that is smaller, manifest.json, which
 * tells the server what to answer on which path, and foyer_page.qrc, which embeds them all.
 */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [npmFolder, outFolder, depfile, depTarget] = process.argv.slice(2).map((argument) => resolve(argument));
if (!npmFolder || !outFolder) throw new Error('usage: node bundle.mjs <folder with node_modules> <output folder> [<depfile> <target>]');

const here = dirname(fileURLToPath(import.meta.url));
// ESM looks for packages beside this file; they are in the build folder.
const { build } = createRequire(join(npmFolder, 'package.json'))('esbuild');

const mimes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: 'src/main.tsx', icon: 'src/icon.svg' },
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  outdir: join(outFolder, 'assets'),
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  write: false,
  metafile: true,
  charset: 'utf8',
  target: ['es2020', 'chrome90', 'firefox90', 'safari14.1'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.svg': 'copy' },
  nodePaths: [join(npmFolder, 'node_modules')],
  logLevel: 'warning',
});

/** What the server is to answer: path, file below the output folder, contents, and whether the name changes with them. */
const files = result.outputFiles.map(({ path, contents }) => {
  const file = relative(outFolder, path).replaceAll('\\', '/');
  return { path: `/${file}`, file, contents: Buffer.from(contents), immutable: true };
});

const asset = (start, end) => {
  const found = files.find(({ path }) => path.startsWith(`/assets/${start}-`) && path.endsWith(end));
  if (!found) throw new Error(`esbuild wrote no ${start}${end}`);
  return found.path;
};

const html = readFileSync(join(here, 'src/index.html'), 'utf8')
  .replace('{script}', asset('app', '.js')).replace('{style}', asset('app', '.css')).replace('{icon}', asset('icon', '.svg'));
files.push({ path: '/', file: 'index.html', contents: Buffer.from(html), immutable: false });

const sources = Object.keys(result.metafile.inputs).map((input) => resolve(here, input));
files.push({ path: '/licenses.txt', file: 'licenses.txt', contents: Buffer.from(licenses(sources)), immutable: false });

rmSync(outFolder, { recursive: true, force: true });
mkdirSync(join(outFolder, 'assets'), { recursive: true });

const embedded = ['manifest.json'];
const put = (file, contents) => {
  writeFileSync(join(outFolder, file), contents);
  embedded.push(file);
};

const manifest = files.map(({ path, file, contents, immutable }) => {
  put(file, contents);
  const packed = {
    gz: gzipSync(contents, { level: 9 }),
    br: brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: contents.length } }),
  };
  const smaller = (kind) => {
    const pays = packed[kind].length < contents.length;
    if (pays) put(`${file}.${kind}`, packed[kind]);
    return pays;
  };
  const mime = mimes[extname(file)];
  if (!mime) throw new Error(`no media type for ${file}`);
  const etag = createHash('sha256').update(contents).digest('hex').slice(0, 32);
  return { path, file, mime, etag, gz: smaller('gz'), br: smaller('br'), immutable };
});
writeFileSync(join(outFolder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
writeFileSync(join(outFolder, 'foyer_page.qrc'), [
  '<RCC>', '<qresource prefix="/web">',
  ...embedded.map((file) => `<file alias="${escaped(file)}">${escaped(join(outFolder, file))}</file>`),
  '</qresource>', '</RCC>', '',
].join('\n'));

if (depfile && depTarget) {
  const spaces = (path) => path.replaceAll(' ', '\\ ');
  const depends = [...sources, join(here, 'src/index.html'), fileURLToPath(import.meta.url)];
  writeFileSync(depfile, `${spaces(depTarget)}: ${depends.map(spaces).join(' \\\n  ')}\n`);
}

/** The terms of every package that is part of the bundle, as they ask to be passed on. */
function licenses(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (name) packages.add(name);
  }
  const texts = [...packages].sort().map((name) => {
    const folder = join(npmFolder, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry)) : undefined;
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
  });
  return `Foyer is free software under the GNU General Public License, version 3 or later.\nThis page contains:\n\n${texts.join('\n\n')}`;
}
