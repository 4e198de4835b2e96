// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What a reader does to the log: handed to a browser as it is, and so it may use nothing but its arguments.
 */

export interface Passage {
  /** Pages of lines that came on the way. */
  readonly pages: number;
  /** The farthest that a line under the eye moved by itself, in pixels. */
  readonly jump: number;
  /** The most rows that were there at once. */
  readonly rows: number;
}

/** Scrolls the log, up (-1) or down (1), a screen at a time, until a line that begins so is on screen; watches the line under the eye. */
export async function scrollThrough(log: Element, { way, until }: { readonly way: number; readonly until: string }): Promise<Passage> {
  const deadline = performance.now() + 120_000;
  const frame = async () => new Promise((resolve) => { requestAnimationFrame(resolve); });
  const onScreen = () => {
    const { top, bottom } = log.getBoundingClientRect();
    const lines = log.querySelectorAll<HTMLElement>('[data-seq], .beginning');
    const endOf = (index: number) => lines[index]?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
    let low = 0;
    for (let high = lines.length; low < high;) {
      const middle = (low + high) >> 1;
      if (endOf(middle) > top) high = middle;
      else low = middle + 1;
    }
    const seen = [...lines].slice(low, low + 100).filter((line) => line.getBoundingClientRect().top < bottom);
    return { seen, rows: lines.length, edges: `${lines[1]?.dataset['seq'] ?? ''} ${lines[lines.length - 1]?.dataset['seq'] ?? ''}` };
  };
  const isIn = (seen: readonly Element[]) => seen.some((line) => (line.querySelector('.text') ?? line).textContent.startsWith(until));
  let pages = 0;
  let jump = 0;
  let rows = 0;
  let before = '';
  const look = () => {
    const now = onScreen();
    if (before !== '' && now.edges !== before) pages += 1;
    before = now.edges;
    rows = Math.max(rows, now.rows);
    return now;
  };
  for (let now = look(); !isIn(now.seen); now = look()) {
    if (performance.now() > deadline) throw new Error(`${until} does not come: ${now.edges}`);
    log.scrollTop += way * log.clientHeight * 0.9;
    // The page hears of it at the beginning of the next frame.
    await frame();
    const { seen } = look();
    const watched = seen.find((line) => line.matches('[data-seq]'));
    const end = watched?.getBoundingClientRect().bottom ?? 0;
    await frame();
    await frame();
    if (watched?.isConnected) jump = Math.max(jump, Math.abs(watched.getBoundingClientRect().bottom - end));
  }
  return { pages, jump, rows };
}
