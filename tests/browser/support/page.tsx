// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import type { ServerMessage } from '../../../resources/web/src/protocol/messages';
import type { Language } from '../../../resources/web/src/text/catalog';
import { App } from '../../../resources/web/src/view/app';
import { shelf } from '../../../resources/web/src/visit/keepsakes';
import { Visit } from '../../../resources/web/src/visit/visit';
import { freshDocument } from './dom';
import { Sockets } from './fakesocket';
import { HandClock } from './handclock';
import { hello, welcome } from './messages';

const noStorage = (): Storage => { throw new Error('forbidden'); };
/** Does it and lets the view come to rest before going on: with plain functions act is done when it returns. */
const settled = (work: () => void): void => { void act(work); };
const drawAtOnce = (draw: () => void) => () => { settled(draw); };

let root: HTMLElement | undefined;

export function clearPage(): void {
  if (root) render(null, root);
}

/** The whole page, drawn without a browser and told by a test what comes over the wire. */
export function page(language: Language = 'en') {
  const drawn = freshDocument();
  root = drawn;
  const sockets = new Sockets();
  const keepsakes = { local: shelf(noStorage), tab: shelf(noStorage) };
  let ids = 0;
  let secrets = 0;
  const freshId = () => `i${String((ids += 1))}`;
  const freshSecret = () => `secret${String((secrets += 1))}`;
  const clock = new HandClock(Date.now());
  const visit = new Visit({ openSocket: sockets.open, clock, random: () => 0.5, freshId, freshSecret, keepsakes, hidden: () => false });
  settled(() => { render(<App visit={visit} keepsakes={keepsakes} language={language} drawSoon={drawAtOnce} />, drawn); });
  visit.start();
  const one = (selector: string): HTMLElement => drawn.querySelector<HTMLElement>(selector) ?? assert.fail(`no ${selector}`);
  const field = (selector: string) => one(selector) as HTMLInputElement | HTMLTextAreaElement;
  return {
    visit, sockets, root: drawn, one, field,
    all: (selector: string) => [...drawn.querySelectorAll<HTMLElement>(selector)],
    text: (selector: string) => one(selector).textContent,
    tell: (...messages: ServerMessage[]) => { for (const message of messages) sockets.last.tell(message); },
    click: (selector: string) => { settled(() => { one(selector).click(); }); },
    type(selector: string, text: string) {
      settled(() => {
        field(selector).value = text;
        one(selector).dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
    key(selector: string, key: string, more: object = {}) {
      const event = Object.assign(new Event('keydown', { bubbles: true, cancelable: true }), { key, shiftKey: false, isComposing: false, keyCode: 0, ...more });
      settled(() => { one(selector).dispatchEvent(event); });
      return event.defaultPrevented;
    },
    submit: (selector: string) => { settled(() => { one(selector).dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })); }); },
  };
}

/** The page of somebody who has come in as Ada. */
export function room(language: Language = 'en', more: Parameters<typeof welcome>[0] = {}) {
  const p = page(language);
  p.tell(hello());
  p.type('#name', 'Ada');
  p.submit('form.prompt');
  p.tell(welcome(more));
  return p;
}

/** A name, a text, whatever somebody can choose. */
export const evil = '<img src=x onerror="document.title=1">';
