// SPDX-License-Identifier: GPL-3.0-or-later

import './style.css';
import { render } from 'preact';
import { systemClock } from './net/clock';
import { openWebSocket } from './net/websocket';
import { isLanguage, preferredLanguage } from './text/catalog';
import { App } from './view/app';
import { drawSoon } from './view/drawsoon';
import { freshIds, freshSecrets } from './visit/freshids';
import { Key, shelf } from './visit/keepsakes';
import { Visit } from './visit/visit';

const keepsakes = { local: shelf(() => localStorage), tab: shelf(() => sessionStorage) };

const fill = (bytes: Uint8Array) => { crypto.getRandomValues(bytes); };

// Guests mostly come over plain http: nothing here may need a secure context.
const visit = new Visit({
  openSocket: () => openWebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/room`),
  clock: systemClock,
  random: Math.random,
  freshId: freshIds(fill),
  freshSecret: freshSecrets(fill),
  keepsakes,
  hidden: () => document.hidden,
});

const nudge = () => { visit.nudge(); };
addEventListener('online', nudge);
addEventListener('pageshow', nudge);
document.addEventListener('visibilitychange', nudge);

const chosen = keepsakes.local.read(Key.language);
const language = isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages);
const root = document.getElementById('page');
if (root) render(<App visit={visit} keepsakes={keepsakes} language={language} drawSoon={drawSoon} />, root);
visit.start();
