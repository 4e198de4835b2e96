// SPDX-License-Identifier: GPL-3.0-or-later

import { useEffect, useState } from 'preact/hooks';

/** True where the roster has its own column; the style sheet names the same width. */
export function useWide(): boolean {
  const [query] = useState(() => matchMedia('(min-width: 900px)'));
  const [wide, setWide] = useState(query.matches);
  useEffect(() => {
    const changed = () => { setWide(query.matches); };
    query.addEventListener('change', changed);
    return () => { query.removeEventListener('change', changed); };
  }, [query]);
  return wide;
}
