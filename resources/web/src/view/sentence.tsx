// SPDX-License-Identifier: GPL-3.0-or-later

import type { Key } from '../text/catalog';
import type { Locale } from '../text/locale';

interface SentenceProps {
  readonly locale: Locale;
  readonly of: Key;
  readonly name: string;
  readonly was?: string;
  readonly count?: number;
}

/** A sentence with names in it, each kept from turning the direction of the words around it. */
export const Sentence = ({ locale, of, name, was = '', count }: SentenceProps) => {
  const names: Readonly<Record<string, string>> = { name, was };
  const words = count === undefined ? locale.say(of) : locale.say(of, { count });
  // Names are put in as elements, after the words: a name that reads "{was}" stays what it is.
  return (
    <>
      {words.split(/(\{\w+\})/).map((part, index) => {
        const filled = /^\{(\w+)\}$/.exec(part)?.[1];
        return filled === undefined ? part : <bdi key={index} class="name">{names[filled] ?? ''}</bdi>;
      })}
    </>
  );
};
