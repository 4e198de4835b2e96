// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MoreIcon } from './icons';
import { useWords } from './words';

export interface MenuItem {
  readonly label: string;
  readonly lang?: string;
  readonly run: () => void;
}

/** A button with a menu, and a note below it: arrows, Home and End walk in it, Escape and a click elsewhere close it. */
export const Menu = ({ items, note }: { items: readonly MenuItem[]; note: string }) => {
  const { locale } = useWords();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  // Before the next key can come: who types ahead must not hit the button again.
  useLayoutEffect(() => { if (open) frame.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus(); }, [open]);

  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => { document.removeEventListener('pointerdown', elsewhere); };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') setOpen(false);
    const entries = [...(frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const last = entries.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last,
    };
    const next = steps[event.key];
    if (next === undefined || !open) return;
    event.preventDefault();
    entries[next]?.focus();
  };

  return (
    <div class="menu-frame" ref={frame} onKeyDown={walk}>
      <button type="button" class="icon-button" aria-haspopup="menu" aria-expanded={open} aria-label={locale.say('menu.open')} ref={button}
        onClick={() => { setOpen(!open); }}><MoreIcon /></button>
      {open && (
        <div class="menu">
          <div class="entries" role="menu" aria-label={locale.say('menu.open')} aria-describedby="menu-note">
            {items.map(({ label, lang, run }) => (
              <button key={label} type="button" role="menuitem" tabIndex={-1} lang={lang} onClick={() => { close(); run(); }}>{label}</button>
            ))}
          </div>
          <p id="menu-note" class="note">{note}</p>
        </div>
      )}
    </div>
  );
};
