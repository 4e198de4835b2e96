// SPDX-License-Identifier: GPL-3.0-or-later

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// ESM looks for packages beside this file; in a CMake build they are in the build folder.
const npmFolder = process.env.FOYER_NPM_DIR ?? dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(npmFolder, 'package.json'));
const js = require('@eslint/js');
const ts = require('typescript-eslint');

const noMarkup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'srcdoc'];
/** Absent, or refused, where the page is served over plain http. */
const secureContextOnly = ['randomUUID', 'subtle', 'clipboard', 'serviceWorker', 'wakeLock'];

export default ts.config(
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [js.configs.recommended, ...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: join(npmFolder, 'tsconfig.json'), tsconfigRootDir: npmFolder } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-properties': ['error',
        ...noMarkup.map((property) => ({ property, message: 'Names and texts reach the DOM as text only.' })),
        ...secureContextOnly.map((property) => ({ property, message: 'Guests come over plain http.' })),
        { object: 'document', property: 'write', message: 'Names and texts reach the DOM as text only.' }],
      'no-restricted-syntax': ['error',
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'Names and texts reach the DOM as text only.' },
        { selector: 'JSXAttribute[name.name="style"]', message: 'One style sheet; the policy of the page forbids style attributes.' }],
    },
  },
  {
    files: ['tests/browser/**/*.ts', 'tests/browser/**/*.tsx'],
    rules: {
      // node:test's own promises are awaited by its runner.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', name: ['test', 'describe', 'it'], package: 'node:test' }] }],
    },
  },
);
