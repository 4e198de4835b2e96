// SPDX-License-Identifier: GPL-3.0-or-later

import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { CloseIcon } from './icons';
import { useWords } from './words';

interface DialogProps {
  readonly title: string;
  readonly kind: 'drawer' | 'box';
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog of the browser's own: it keeps the focus inside, and Escape closes it. */
export const Dialog = ({ title, kind, close, children }: DialogProps) => {
  const { locale } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => { shown?.close(); };
  }, []);
  return (
    <dialog class={kind} ref={dialog} aria-label={title} onClose={close}
      onClick={(event) => { if (event.target === dialog.current) close(); }}>
      <div class="dialog-body">
        <header class="dialog-head">
          <h2>{title}</h2>
          <button type="button" class="icon-button" aria-label={locale.say('people.close')} onClick={close}><CloseIcon /></button>
        </header>
        {children}
      </div>
    </dialog>
  );
};
