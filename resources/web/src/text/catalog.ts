// SPDX-License-Identifier: GPL-3.0-or-later

import english from '../../../../translations/web/en.json';
import chinese from '../../../../translations/web/zh-CN.json';

export type Language = 'en' | 'zh-CN';
export type Key = keyof typeof english;

export const catalogs: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { en: english, 'zh-CN': chinese };

export const languages: readonly Language[] = ['en', 'zh-CN'];

export function isKey(key: string): key is Key {
  return Object.prototype.hasOwnProperty.call(english, key);
}

export function isLanguage(value: string | undefined): value is Language {
  return languages.some((language) => language === value);
}

/** The first of the browser's languages that the page speaks. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
