// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Frame, Page } from 'playwright-core';
import { embed, fetchAll, openSockets } from '../support/attempts';
import { deadlineMs } from '../support/deadline';
import { withFoyer } from '../support/foyer';
import type { Foyer } from '../support/foyer';
import { Guest, withBrowser } from '../support/guests';
import { Operator } from '../support/operator';
import { withStrangers } from '../support/stranger';

/** Another port of the room's own address, and another address: what a page of somebody else may come from. */
const elsewhere = ['127.0.0.1', '127.0.0.2'] as const;
const socketPaths = ['/room', '/ws', '/ws/Eve'] as const;

/**
 * Newer browsers by themselves keep some pages from some addresses of the local network. That is not what is tested here, nor is it
 * in every browser: it is off, so that the room stands alone.
 */
const trusting = '--disable-features=BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessForNavigations,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets';

async function withTrustingBrowser(body: (browser: Browser) => Promise<void>, ...more: readonly string[]): Promise<void> {
  await withBrowser(body, [trusting, ...more]);
}

/** One of the room's own figures. */
async function figure(foyer: Foyer, name: string): Promise<number> {
  const text = await (await fetch(`${foyer.url()}metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length));
}

/** Nobody but the host, who comes to look, is or has been in the room. */
async function assertNobodyCame(foyer: Foyer): Promise<void> {
  const host = await Operator.join(foyer);
  host.send({ type: 'roster', id: 'r', after: 0 });
  assert.equal((await host.until('roster')).total, 1);
  host.send({ type: 'backlog', id: 'b', before: Number.MAX_SAFE_INTEGER, limit: 100 });
  const { events } = await host.until('backlog');
  assert.deepEqual(events.map(({ type }) => type), ['joined'], 'the host\'s own');
  host.leave();
}

/** The page's frames below the main one, each after it has loaded or failed to. */
async function framesOf(page: Page, count: number): Promise<readonly Frame[]> {
  await page.waitForFunction((wanted) => document.body.dataset['loaded'] === String(wanted), count);
  return page.frames().filter((frame) => frame !== page.mainFrame());
}

test('clickjacking: nothing of the room shows inside another page', () => withFoyer((foyer) => {
  const count = '<script>addEventListener("load", () => { document.body.dataset.loaded = document.querySelectorAll("[data-framed]").length; })</script>';
  const frames = (url: string) => `<!doctype html><title>x</title>${count}<body>
    <iframe data-framed src="${url}"></iframe>
    <iframe data-framed sandbox="allow-scripts allow-forms" src="${url}"></iframe>
    <object data-framed data="${url}" type="text/html"></object>
    <embed data-framed src="${url}" type="text/html">`;
  const pages = { '/': frames(foyer.url()), '/own': frames('/inner'), '/inner': '<h1>may be framed</h1>' };
  return withStrangers(elsewhere, pages, (strangers) => withTrustingBrowser(async (browser) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(deadlineMs);
    for (const stranger of strangers) {
      // The same with a page that may be framed: this is what it would look like.
      await page.goto(stranger.url('/own'));
      const shown = await framesOf(page, 4);
      assert.equal(shown.length, 4);
      for (const frame of shown) await frame.getByRole('heading', { name: 'may be framed' }).waitFor();

      const answers = async () => await figure(foyer, 'foyer_http_responses_total{code="200"}') + await figure(foyer, 'foyer_http_responses_total{code="304"}');
      const before = await answers();
      await page.goto(stranger.url());
      const framed = await framesOf(page, 4);
      const asked = await answers() - before - 2; // two of them for the figures
      assert.ok(asked >= 2, `the room was asked for its page ${String(asked)} times`);
      for (const frame of framed) {
        // Chromium's own page in its place, or (for an object) nothing.
        assert.match(frame.url(), /^(chrome-error:.*|about:blank|)$/);
      }
    }
    assert.equal(await figure(foyer, 'foyer_sessions_opened_total'), 0, 'no framed page has run and opened a session');
    await page.goto(foyer.url());
    await page.getByRole('heading', { name: 'Class 7b' }).waitFor();
    assert.equal(await figure(foyer, 'foyer_sessions_opened_total'), 1, 'as the page by itself does');
  }));
}));

test('DNS rebinding: a name that turns into the room\'s address gets nothing', async () => {
  // The page of evil.example comes from elsewhere; everything it then asks evil.example for goes to the room.
  const rebound = async (options: readonly string[]) => {
    const told = { sockets: [] as readonly string[], fetched: [] as readonly string[], status: 0 };
    await withFoyer((foyer) => withTrustingBrowser(async (browser) => {
      const address = foyer.url('evil.example');
      const direct = await browser.newPage();
      told.status = (await direct.goto(address))?.status() ?? 0;
      const page = await browser.newPage();
      page.setDefaultTimeout(deadlineMs);
      await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }));
      await page.goto(address);
      told.sockets = await page.evaluate(openSockets, socketPaths.map((path) => address.replace('http:', 'ws:').replace(/\/$/, path)));
      told.fetched = await page.evaluate(fetchAll, [`${address}healthz`]);
      if (options.length === 0) await assertNobodyCame(foyer);
    }, '--host-resolver-rules=MAP evil.example 127.0.0.1'), options);
    return told;
  };
  const refused = await rebound([]);
  assert.equal(refused.status, 421);
  assert.deepEqual(refused.sockets, ['refused', 'refused', 'refused']);
  for (const answer of refused.fetched) assert.match(answer, /^421 /);
  // And with that name allowed, the same page gets it all.
  const allowed = await rebound(['--allow-host', 'evil.example']);
  assert.equal(allowed.status, 200);
  assert.deepEqual(allowed.sockets, ['heard', 'heard', 'heard']);
  assert.deepEqual(allowed.fetched, ['200 ok\n', '200 ok\n']);
});

test('DNS rebinding: nor does a page of that name on another port', () => withFoyer((foyer) => withStrangers(['127.0.0.1'], { '/': '<title>evil</title>' },
  ([stranger]) => withTrustingBrowser(async (browser) => {
    assert.ok(stranger);
    const page = await browser.newPage();
    page.setDefaultTimeout(deadlineMs);
    await page.goto(stranger.url('/', 'evil.example'));
    const bases = [foyer.url('evil.example'), foyer.url(), foyer.url('localhost')];
    const sockets = bases.flatMap((base) => socketPaths.map((path) => base.replace('http:', 'ws:').replace(/\/$/, path)));
    assert.deepEqual(new Set(await page.evaluate(openSockets, sockets)), new Set(['refused']));
    assert.deepEqual(new Set(await page.evaluate(fetchAll, bases)), new Set(['nothing']));
    assert.ok(await figure(foyer, 'foyer_http_responses_total{code="421"}') > 0);
    assert.ok(await figure(foyer, 'foyer_http_responses_total{code="403"}') >= 6, 'it was the room that refused, not the browser');
    await assertNobodyCame(foyer);
  }, '--host-resolver-rules=MAP evil.example 127.0.0.1'))));

test('cross-site WebSocket hijacking: a page of another origin opens no socket', () => withFoyer((foyer) => {
  const pages = { '/': '<title>x</title>', '/sandboxed': '<title>x</title><iframe sandbox="allow-scripts" src="/"></iframe>' };
  return withStrangers(elsewhere, pages, (strangers) => withTrustingBrowser(async (browser) => {
    const sockets = socketPaths.map((path) => foyer.socketUrl(path));
    const folder = mkdtempSync(join(tmpdir(), 'foyer-stranger-'));
    try {
      const file = join(folder, 'page.html');
      writeFileSync(file, '<title>x</title>');
      const page = await browser.newPage();
      page.setDefaultTimeout(deadlineMs);
      const from: [origin: string, url: string][] = [
        ...strangers.map((stranger): [string, string] => [new URL(stranger.url()).origin, stranger.url()]),
        ...strangers.map((stranger): [string, string] => ['null', stranger.url('/sandboxed')]),
        ['null', 'data:text/html,<title>x</title>'],
        ['null', pathToFileURL(file).href],
      ];
      let refused = 0;
      for (const [origin, url] of from) {
        await page.goto(url);
        const frame = page.frames().at(-1);
        assert.ok(frame);
        assert.ok([origin, 'file://'].includes(await frame.evaluate(() => window.origin)), url);
        assert.deepEqual(await frame.evaluate(openSockets, sockets), ['refused', 'refused', 'refused'], url);
        assert.deepEqual(await frame.evaluate(fetchAll, [foyer.url(), `${foyer.url()}healthz`]), Array(4).fill('nothing'), url);
        refused += sockets.length;
        assert.equal(await figure(foyer, 'foyer_http_responses_total{code="403"}'), refused, 'it was the room that refused, not the browser');
      }
      await assertNobodyCame(foyer);
      // The same from the room's own page.
      await page.goto(foyer.url());
      assert.deepEqual(await page.evaluate(openSockets, sockets), ['heard', 'heard', 'heard']);
      assert.deepEqual(await page.evaluate(fetchAll, [`${foyer.url()}healthz`]), ['200 ok\n', '200 ok\n']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }));
}));

test('another page embeds nothing of the room: no picture, no script, no style', () => withFoyer((foyer) => withStrangers(elsewhere, { '/': '<title>x</title>' },
  (strangers) => withTrustingBrowser(async (browser) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(deadlineMs);
    await page.goto(foyer.url());
    const things = [
      { tag: 'img', url: await page.locator('link[rel=icon]').evaluate((icon: HTMLLinkElement) => icon.href) },
      { tag: 'script', url: await page.locator('script[src]').evaluate((script: HTMLScriptElement) => script.src) },
      { tag: 'link', url: await page.locator('link[rel=stylesheet]').evaluate((sheet: HTMLLinkElement) => sheet.href) },
    ] as const;
    assert.deepEqual(await page.evaluate(embed, things), ['came', 'came', 'came'], 'on the room\'s own page');
    for (const stranger of strangers) {
      await page.goto(stranger.url());
      assert.deepEqual(await page.evaluate(embed, things), ['nothing', 'nothing', 'nothing'], stranger.url());
      assert.deepEqual(await page.evaluate(embed, [{ tag: 'img', url: `${foyer.url()}healthz` }] as const), ['nothing'], 'not even whether there is a room');
    }
  }))));

test('the page runs and fetches nothing but its own', () => withFoyer((foyer) => withStrangers(['127.0.0.1'], { '/': '<title>x</title>' },
  ([stranger]) => withTrustingBrowser(async (browser) => {
    assert.ok(stranger);
    const tries = async (other: string) => {
      const refused: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
      const root = document.documentElement;
      const script = document.createElement('script');
      script.textContent = 'document.documentElement.dataset.script = "ran"';
      root.append(script);
      const button = document.createElement('button');
      button.setAttribute('onclick', 'document.documentElement.dataset.handler = "ran"');
      root.append(button);
      button.click();
      button.setAttribute('style', 'width: 77px');
      const style = document.createElement('style');
      style.textContent = 'button { height: 77px !important; }';
      root.append(style);
      const loads = async (tag: 'img' | 'iframe') => new Promise<void>((resolve) => {
        const element = document.createElement(tag);
        element.onload = element.onerror = () => { resolve(); };
        element.src = other;
        root.append(element);
      });
      await Promise.all([loads('img'), loads('iframe')]);
      await fetch(other, { mode: 'no-cors' }).catch(() => undefined);
      await new Promise<void>((resolve) => {
        const socket = new WebSocket(other.replace('http:', 'ws:'));
        socket.onerror = () => { resolve(); };
      });
      const { width, height } = getComputedStyle(button);
      return { ran: [root.dataset['script'], root.dataset['handler']], styled: [width === '77px', height === '77px'], refused: [...new Set(refused)].sort() };
    };
    const page = await browser.newPage();
    page.setDefaultTimeout(deadlineMs);
    await page.goto(foyer.url());
    assert.deepEqual(await page.evaluate(tries, stranger.url()), {
      ran: [undefined, undefined],
      styled: [false, false],
      refused: ['connect-src', 'frame-src', 'img-src', 'script-src-attr', 'script-src-elem', 'style-src-attr', 'style-src-elem'],
    });
    // Where no policy forbids it, all of this does happen.
    await page.goto(stranger.url());
    assert.deepEqual(await page.evaluate(tries, stranger.url()), { ran: ['ran', 'ran'], styled: [true, true], refused: [] });
  }))));

test('what a guest writes stays text: a name, a message, a link that is none', () => withFoyer((foyer) => withStrangers(['127.0.0.1'], { '/': '<title>a page</title>' },
  ([stranger]) => withTrustingBrowser(async (browser) => {
    assert.ok(stranger);
    const name = '<b>Ada</b><img src=x>';
    const ada = await Guest.arrive(browser, foyer.url());
    await ada.join(name);
    const sam = await Guest.arrive(browser, foyer.url());
    await sam.join('Sam');
    const texts = [
      '<img src=x onerror="document.title=\'ran\'"><script>document.title=\'ran\'</script>',
      '<a href="javascript:alert(1)">javascript:alert(1)</a> [x](javascript:alert(1)) data:text/html,<b>x</b> &lt;b&gt; &amp;',
      `see ${stranger.url()}`,
    ];
    for (const text of texts) await ada.say(text);
    await sam.hears(texts[1] ?? '');
    await sam.page.getByRole('link', { name: stranger.url() }).waitFor();
    assert.deepEqual(await sam.page.locator('.message .text').allTextContents(), texts);
    assert.ok((await sam.roster()).includes(name));
    assert.equal(await sam.page.locator('.message img, .message script, .message b, .person img, .person b').count(), 0);
    assert.deepEqual(await sam.page.locator('.message a').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('rel')])),
      [[stranger.url(), 'noopener noreferrer']]);
    assert.equal(await sam.page.title(), 'Class 7b — Foyer');

    const [opened] = await Promise.all([sam.context.waitForEvent('page'), sam.page.getByRole('link', { name: stranger.url() }).click()]);
    await opened.waitForLoadState();
    assert.deepEqual(await opened.evaluate(() => [window.opener === null, document.referrer]), [true, '']);
    for (const guest of [ada, sam]) guest.assertContent();
  }))));
