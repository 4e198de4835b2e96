// SPDX-License-Identifier: GPL-3.0-or-later

import { Window } from 'happy-dom';

/** A document for the view to draw into, without a browser. Replaces the one before. */
export function freshDocument(): HTMLElement {
  const window = new Window({ url: 'http://room.test/', width: 1280, height: 800 });
  const names = ['document', 'matchMedia', 'location', 'HTMLElement', 'Node', 'Event', 'ResizeObserver'] as const;
  for (const name of names) {
    const value: unknown = name === 'matchMedia' ? window.matchMedia.bind(window) : window[name];
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  const root = document.createElement('div');
  document.body.append(root);
  return root;
}
