// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Visit } from '../visit/visit';
import type { VisitState } from '../visit/visitstate';
import { asksToFind } from './searchkeys';

export interface SearchActions {
  readonly toggle: () => void;
  readonly close: () => void;
  readonly goTo: (seq: number) => void;
}

/** Opens and closes the search, by button or by key, and takes the focus back to where it was. */
export function useSearchPanel(visit: Visit, { room, search }: VisitState, offered: boolean, wide: boolean): SearchActions {
  const { sought } = room;
  const cameFrom = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  /** Chosen on a page where the search lies over the log: it makes place as soon as the log is there. */
  const chosen = useRef(false);

  const [actions] = useState(() => {
    const open = () => {
      cameFrom.current = document.activeElement;
      visit.searching.open();
    };
    return {
      open,
      close: () => { visit.searching.close(); },
      toggle: () => {
        if (visit.current.search.open) visit.searching.close();
        else open();
      },
      goTo: (seq: number) => {
        chosen.current = true;
        visit.goTo(seq);
      },
    };
  });

  useEffect(() => {
    if (!offered) return undefined;
    // The second time the browser's own search opens: it finds what is on the page but not in the room's record.
    const key = (event: KeyboardEvent) => {
      if (!asksToFind(event) || search.open) return;
      event.preventDefault();
      actions.open();
    };
    document.addEventListener('keydown', key);
    return () => { document.removeEventListener('keydown', key); };
  }, [actions, offered, search.open]);

  useEffect(() => {
    if (sought?.stage !== 'here' || !chosen.current) return;
    chosen.current = false;
    if (wide) return;
    cameFrom.current = document.querySelector('.log');
    actions.close();
  }, [actions, sought, wide]);

  useLayoutEffect(() => {
    if (wasOpen.current && !search.open) focusAgain(cameFrom.current);
    wasOpen.current = search.open;
  }, [search.open]);

  return actions;
}

function focusAgain(element: Element | null): void {
  const isThere = element instanceof HTMLElement && element.isConnected && element !== document.body;
  const back = isThere ? element : document.querySelector<HTMLElement>('.bar .find') ?? document.querySelector<HTMLElement>('.log');
  back?.focus({ preventScroll: true });
}
