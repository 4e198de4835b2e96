// SPDX-License-Identifier: GPL-3.0-or-later

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { LanguageSwitch } from './languageswitch';

interface CardProps {
  readonly title: string;
  /** The title takes the focus, so that it is read out and the next Tab goes on from there. */
  readonly announce?: boolean;
  readonly children: ComponentChildren;
}

/** The page before, after and beside the room: one question or one sentence in the middle. */
export const Card = ({ title, announce = false, children }: CardProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { if (announce) heading.current?.focus(); }, [announce]);
  return (
    <main class="card-page">
      <div class="card">
        <h1 tabIndex={-1} ref={heading} dir="auto">{title}</h1>
        {children}
      </div>
      <footer class="card-foot"><span class="wordmark">Foyer</span><LanguageSwitch /></footer>
    </main>
  );
};
