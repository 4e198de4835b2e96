// SPDX-License-Identifier: GPL-3.0-or-later

/** The arrows, Home and End in what was found; down from the words into it, and up from the first back to them. */
export function walkResults(event: KeyboardEvent, panel: HTMLElement): void {
  const results = [...panel.querySelectorAll<HTMLElement>('.result')];
  const words = panel.querySelector<HTMLElement>('#search-words');
  const at = results.findIndex((result) => result === document.activeElement);
  const isAtWords = document.activeElement === words;
  if (at < 0 && !(isAtWords && event.key === 'ArrowDown')) return;
  const targets: Readonly<Record<string, HTMLElement | null | undefined>> = {
    ArrowDown: results[at + 1], ArrowUp: at === 0 ? words : results[at - 1], Home: results[0], End: results[results.length - 1],
  };
  if (!Object.prototype.hasOwnProperty.call(targets, event.key)) return;
  event.preventDefault();
  targets[event.key]?.focus();
}

/** The keys with which browsers open their own search. */
export function asksToFind({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'f';
}
