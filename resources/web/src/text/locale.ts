// SPDX-License-Identifier: GPL-3.0-or-later

import type { Refused } from '../protocol/messages';
import { catalogs, isKey } from './catalog';
import type { Key, Language } from './catalog';

export type Values = Readonly<Record<string, string | number>>;

const dayMs = 86_400_000;

/** Words, times and numbers of one language. */
export class Locale {
  private readonly plural: Intl.PluralRules;
  private readonly clockTime: Intl.DateTimeFormat;
  private readonly fullTime: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly dayWithYear: Intl.DateTimeFormat;
  private readonly number: Intl.NumberFormat;
  private readonly collator: Intl.Collator;

  constructor(readonly language: Language) {
    this.plural = new Intl.PluralRules(language);
    this.clockTime = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    this.fullTime = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
    this.day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
    this.dayWithYear = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    this.number = new Intl.NumberFormat(language);
    this.collator = new Intl.Collator(language, { numeric: true });
  }

  /** The sentence of that key with {names} filled in. */
  say(key: Key, values: Values = {}): string {
    return catalogs[this.language][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === 'number' ? this.count(value) : value;
    });
  }

  /** The sentence for `count` things: `key` ends in ".one" or ".other" by the rules of the language. */
  sayCount(key: string, count: number, values: Values = {}): string {
    const exact = `${key}.${this.plural.select(count)}`;
    const other = `${key}.other`;
    const found = isKey(exact) ? exact : other;
    return isKey(found) ? this.say(found, { ...values, count }) : this.count(count);
  }

  /** Why something was refused, in the reader's language; a code that this page does not know is told in the room's words. */
  refusal(refused: Pick<Refused, 'code' | 'text' | 'suggestion' | 'clash' | 'to'>, name = ''): string {
    const exact = [refused.clash, refused.to].map((what) => `refused.${refused.code}.${what ?? ''}`).find(isKey);
    const plain = exact ?? `refused.${refused.code}`;
    const withSuggestion = `${plain}.suggestion`;
    if (refused.suggestion !== undefined && isKey(withSuggestion)) return this.say(withSuggestion, { name, suggestion: refused.suggestion });
    return isKey(plain) ? this.say(plain, { name }) : refused.text;
  }

  count(value: number): string {
    return this.number.format(value);
  }

  time(at: number): string {
    return this.clockTime.format(at);
  }

  dateAndTime(at: number): string {
    return this.fullTime.format(at);
  }

  /** A day as people name it: today, yesterday, else its date. */
  dayName(at: number, now: number): string {
    const today = startOfDay(now);
    const then = startOfDay(at);
    if (then === today) return this.say('day.today');
    // A day with a change of the clock is an hour shorter or longer.
    if (Math.round((today - then) / dayMs) === 1) return this.say('day.yesterday');
    return new Date(at).getFullYear() === new Date(now).getFullYear() ? this.day.format(at) : this.dayWithYear.format(at);
  }

  /** The time of day, with the day where that is another one than today. */
  moment(at: number, now: number): string {
    return startOfDay(at) === startOfDay(now) ? this.time(at) : `${this.dayName(at, now)} ${this.time(at)}`;
  }

  compare(a: string, b: string): number {
    return this.collator.compare(a, b);
  }
}

/** Midnight before `at`, in the reader's own time zone. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A span as 0:52 or 1:02:03: rounded up, so that it never says 0:00 while there is time left. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(seconds % 60)}` : `${String(minutes)}:${two(seconds % 60)}`;
}
