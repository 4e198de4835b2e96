// SPDX-License-Identifier: GPL-3.0-or-later

/** How long a test waits for anything: generous, as it only matters when something is broken. */
export const deadlineMs = 30_000;

/** The promise, or a failure that says what was waited for. */
export async function within<T>(promise: Promise<T>, what: string, ms = deadlineMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`waited ${String(ms)} ms for ${what}`)); }, ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
