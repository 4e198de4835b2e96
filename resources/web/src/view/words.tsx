// SPDX-License-Identifier: GPL-3.0-or-later

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Locale } from '../text/locale';
import type { Language } from '../text/catalog';

export interface Words {
  readonly locale: Locale;
  readonly speak: (language: Language) => void;
}

export const WordsContext = createContext<Words>({ locale: new Locale('en'), speak: () => undefined });

/** The locale of the page, and the way to change it. */
export function useWords(): Words {
  return useContext(WordsContext);
}
