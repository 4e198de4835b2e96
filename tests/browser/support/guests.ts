// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { deadlineMs } from './deadline';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export async function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium', args: [...flags, ...more] });
}

/** One person with one browser of their own. */
export class Guest {
  /** What the browser complained of: a refused script or style shows here. */
  readonly complaints: string[];

  private constructor(readonly context: BrowserContext, readonly page: Page, complaints: string[]) {
    this.complaints = complaints;
  }

  static async arrive(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Guest> {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 }, ...options });
    context.setDefaultTimeout(deadlineMs);
    return new Guest(context, ...(await Guest.open(context, url)));
  }

  private static async open(context: BrowserContext, url: string): Promise<[Page, string[]]> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (problem) => complaints.push(problem.message));
    page.on('console', (message) => {
      // A room that is closed cannot be reached: Chromium notes each try, and that is not the page's fault.
      if (message.type() === 'error' && !message.text().includes('WebSocket connection')) complaints.push(message.text());
    });
    await page.goto(url);
    return [page, complaints];
  }

  /** The same browser's next tab. */
  async nextTab(): Promise<Guest> {
    return new Guest(this.context, ...(await Guest.open(this.context, this.page.url())));
  }

  async join(name: string): Promise<void> {
    await this.page.getByLabel('Your name').fill(name);
    await this.page.getByRole('button', { name: 'Come in' }).click();
    await this.inside();
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  get composer(): Locator {
    return this.page.locator('.composer textarea');
  }

  async inside(): Promise<void> {
    await this.log.waitFor();
    await this.page.locator('.state.open').waitFor();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Waits until the text stands in the log as a message that the room has sent. */
  async hears(text: string): Promise<void> {
    await this.message(text).first().waitFor();
  }

  message(text: string): Locator {
    return this.page.locator('.message:not(.letter) .text').getByText(text, { exact: true });
  }

  async reads(sentence: string | RegExp): Promise<void> {
    await this.page.getByText(sentence).first().waitFor();
  }

  /** The names on the roster, in their order. */
  async roster(): Promise<readonly string[]> {
    return this.page.locator('.person .name').allTextContents();
  }

  /** The first line of which something is on screen, and where it ends. */
  async underTheEye(): Promise<{ readonly seq: string; readonly end: number }> {
    return this.log.evaluate((log) => {
      const { top } = log.getBoundingClientRect();
      const line = [...log.querySelectorAll<HTMLElement>('[data-seq]')].find((each) => each.getBoundingClientRect().bottom > top);
      return { seq: line?.dataset['seq'] ?? '', end: line?.getBoundingClientRect().bottom ?? 0 };
    });
  }

  async endOf(seq: string): Promise<number> {
    return this.log.locator(`[data-seq="${seq}"]`).evaluate((line) => line.getBoundingClientRect().bottom);
  }

  /** Waits until what has happened is on screen. */
  async drawn(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    });
  }

  /** Waits for so many rows on the roster. */
  async sees(people: number): Promise<void> {
    await this.page.waitForFunction((count) => document.querySelectorAll('.person').length === count, people);
  }

  assertContent(): void {
    assert.deepEqual(this.complaints, []);
  }
}

/** Runs `test` with a browser, and closes it whatever happens. */
export async function withBrowser(test: (browser: Browser) => Promise<void>, more: readonly string[] = []): Promise<void> {
  const browser = await launch(more);
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}
