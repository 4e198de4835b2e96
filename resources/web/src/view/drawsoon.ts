// SPDX-License-Identifier: GPL-3.0-or-later

/** A hidden page gets no animation frames; its title still has to tell of what came in. */
const hiddenMs = 250;

/** Gathers any number of calls into one drawing per frame: a busy room sends many messages between two. */
export function drawSoon(draw: () => void): () => void {
  let asked = false;
  const now = () => {
    if (!asked) return;
    asked = false;
    draw();
  };
  return () => {
    if (asked) return;
    asked = true;
    if (!document.hidden) requestAnimationFrame(now);
    // Also where frames stop in between, as when the page is hidden before the next one.
    setTimeout(now, hiddenMs);
  };
}
