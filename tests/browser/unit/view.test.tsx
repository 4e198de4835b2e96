// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { hello, host, joined, person, said, welcome } from '../support/messages';
import { clearPage, evil, page, room } from '../support/page';

afterEach(clearPage);

test('the prompt tells the room, its host, and how many are there', () => {
  const p = page();
  p.tell(hello({ here: 12 }));
  assert.equal(p.text('h1'), 'Class 7b');
  assert.equal(p.text('.facts'), 'Hosted by Ms Brandt12 people are here');
  assert.equal(document.title, 'Class 7b — Foyer');
});

const withIt = 'Names and the times of coming and going are kept with it.';

test('what is kept is said before anybody comes in, and stays true', () => {
  const p = page();
  p.tell(hello({ keeping: { mode: 'days', days: 30 } }));
  assert.equal(p.text('.keeping'), `What is said here is kept for 30 days. ${withIt}`);
  p.tell(hello({ keeping: { mode: 'nothing' } }));
  assert.equal(p.text('.keeping'), 'Nothing is kept of what is said here.');
  p.tell(hello({ keeping: { mode: 'until-closed' } }));
  assert.equal(p.text('.keeping'), `What is said here is kept until the room is closed. ${withIt}`);
  p.type('#name', 'Ada');
  p.submit('form.prompt');
  p.tell(welcome({ keeping: { mode: 'days', days: 1 } }));
  p.click('.menu-frame > button');
  assert.equal(p.text('#menu-note'), `What is said here is kept for 1 day. ${withIt}`);
  p.tell({ type: 'keeping', seq: 11, at: Date.now(), mode: 'nothing', by: 'Ms Brandt' }, { type: 'keeping', seq: 12, at: Date.now(), mode: 'always', by: '' });
  assert.deepEqual(p.all('.notice').map((line) => line.textContent), [
    'Ms Brandt changed it: nothing is kept from now on, and what was kept before is deleted',
    'The host changed it: what is said here is kept until the host chooses otherwise',
  ]);
  assert.equal(p.text('#menu-note'), `What is said here is kept until the host chooses otherwise. ${withIt}`);
});

test('an empty name is answered here, and nothing is sent', () => {
  const p = page();
  p.tell(hello());
  p.type('#name', '   ');
  p.submit('form.prompt');
  assert.equal(p.text('#name-note'), 'Please give a name that others can see.');
  assert.deepEqual(p.sockets.last.sent, []);
});

test('a taken name is told in a sentence, with the suggestion one press away', () => {
  const p = page();
  p.tell(hello());
  p.type('#name', 'Ada');
  p.submit('form.prompt');
  p.tell({ type: 'refused', to: 'join', code: 'name-taken', text: 'x', suggestion: 'Ada 2' });
  assert.equal(p.text('#name-note'), 'Someone here is already called Ada. Try “Ada 2”.');
  p.click('.prompt .secondary');
  assert.equal(p.sockets.last.sentOf('join')[1]?.['name'], 'Ada 2');
});

test('names, texts, the room and a reason reach the page as text only', () => {
  const p = room('en', {
    room: evil,
    lines: [joined(8, 4, evil, 3), said(9, evil, { user: 4, name: evil, role: 'guest' })],
    people: { total: 3, listed: true, more: false, rows: [host, person(3, 'Ada'), person(4, evil)] },
  });
  p.tell({ type: 'typing', user: 4 });
  p.tell({ type: 'renamed', seq: 11, at: Date.now(), user: 4, name: `${evil}2`, was: evil });
  assert.deepEqual(p.all('img'), []);
  assert.equal(p.text('.message .text'), evil);
  assert.equal(p.text('.message .name'), evil);
  assert.equal(p.text('.bar h1'), evil);
  assert.equal(p.text('.typing'), `${evil}2 is writing…`);
  assert.ok(p.all('.roster .name').some((name) => name.textContent === `${evil}2`));
  assert.equal(p.all('.notice').map((notice) => notice.textContent)[1], `${evil} is now called ${evil}2`);
  p.tell({ type: 'bye', code: 4001, why: 'kicked', text: evil, retryAfterMs: 60_000 });
  assert.deepEqual(p.all('img'), []);
  assert.equal(p.text('.reason'), `“${evil}”`);
});

test('a name that looks like a blank of a sentence stays a name', () => {
  const p = room('en', { lines: [joined(8, 4, '{name} {was}', 3)] });
  assert.equal(p.text('.notice'), '{name} {was} came in');
});

test('only the role draws the host\'s badge', () => {
  const p = room('en', {
    lines: [said(8, 'a'), said(9, 'b', { user: 4, name: 'host', role: 'guest' })],
    people: { total: 3, listed: true, more: false, rows: [host, person(3, 'Ada'), person(4, 'host')] },
  });
  assert.deepEqual(p.all('.message').map((message) => message.querySelectorAll('.host-badge').length), [1, 0]);
  assert.deepEqual(p.all('.roster .person').map((row) => row.querySelectorAll('.host-badge').length), [1, 0, 0]);
});

test('links are links to the web alone, and tell nobody where they were found', () => {
  const p = room('en', { lines: [said(9, 'http://a.org/ javascript:alert(1)')] });
  const found = p.all('.text a');
  assert.deepEqual(found.map((link) => [link.textContent, link.getAttribute('href'), link.getAttribute('rel'), link.getAttribute('target')]),
    [['http://a.org/', 'http://a.org/', 'noopener noreferrer', '_blank']]);
});

test('Enter sends; Shift+Enter and an unfinished word do not', () => {
  const p = room();
  const box = '.composer textarea';
  p.type(box, 'Hello');
  assert.equal(p.key(box, 'Enter', { shiftKey: true }), false);
  assert.equal(p.key(box, 'Enter', { isComposing: true }), false);
  assert.equal(p.key(box, 'Enter', { keyCode: 229 }), false);
  assert.deepEqual(p.sockets.last.sentOf('say'), []);
  assert.equal(p.key(box, 'Enter'), true);
  assert.deepEqual(p.sockets.last.sentOf('say').map(({ text }) => text), ['Hello']);
  assert.equal(p.field(box).value, '');
  assert.equal(p.text('.letter .text'), 'Hello');
});

test('what is too long is counted and stays in the box', () => {
  const p = room();
  const box = '.composer textarea';
  p.type(box, '😀'.repeat(4499));
  assert.equal(p.text('.counter'), '');
  p.type(box, '😀'.repeat(4500));
  assert.equal(p.text('.counter'), '4,500 of 5,000 characters');
  p.type(box, '😀'.repeat(5003));
  assert.equal(p.text('.counter'), '3 characters too many');
  p.key(box, 'Enter');
  assert.deepEqual(p.sockets.last.sentOf('say'), []);
});

test('a message that was too fast says calmly that it goes out in a moment', () => {
  const p = room();
  p.type('.composer textarea', 'quick');
  p.key('.composer textarea', 'Enter');
  const id = String(p.sockets.last.sentOf('say')[0]?.['id']);
  p.tell({ type: 'refused', to: 'say', id, code: 'too-fast', text: 'x', retryAfterMs: 300 });
  assert.equal(p.text('.letter-note'), 'Goes out in a moment');
  assert.equal(p.field('.composer textarea').value, '');
});

test('a refused message says why, and comes back into the box', () => {
  const p = room();
  p.type('.composer textarea', 'bad');
  p.key('.composer textarea', 'Enter');
  p.tell({ type: 'refused', to: 'say', id: String(p.sockets.last.sentOf('say')[0]?.['id']), code: 'text-characters', text: 'x' });
  assert.match(p.text('.letter-note'), /^Not sent · The message holds control characters/);
  p.click('.letter-note .quiet');
  assert.equal(p.field('.composer textarea').value, 'bad');
  assert.deepEqual(p.all('.letter'), []);
});

test('the connection is told in words', () => {
  const p = room();
  assert.equal(p.text('.bar .state'), 'Open · 2 here');
  p.sockets.last.end(1001);
  assert.equal(p.text('.banner p'), 'The room is closed. It comes back by itself when the host opens it.');
  p.click('.banner button');
  p.tell(hello());
  p.tell(welcome({ resumed: true }));
  assert.equal(p.text('.banner p'), 'You are back in the room.');
  p.sockets.last.end(1006);
  assert.equal(p.text('.banner p'), 'The connection was lost. Trying again…');
});

test('kicked: the reason, how long, and the way back', () => {
  const p = room();
  p.tell({ type: 'bye', code: 4001, why: 'kicked', text: 'spam', retryAfterMs: 52_000 });
  p.sockets.last.end(4001);
  assert.equal(p.text('h1'), 'The host has asked you to leave');
  assert.match(p.text('.countdown'), /^You can come back in 0:5[0-2]\.$/);
  p.click('.card button');
  p.tell(hello());
  p.tell({ type: 'refused', to: 'join', code: 'cooling-off', text: 'x', reason: 'spam', retryAfterMs: 0 });
  assert.equal(p.text('.countdown'), 'You can come back now.');
  assert.equal(p.text('.card button'), 'Come back in');
});

test('a crowd is a number without names', () => {
  const p = room();
  p.tell({ type: 'people', here: 512, listed: false });
  assert.equal(p.text('.people h2'), 'People 512');
  assert.deepEqual(p.all('.person'), []);
  assert.match(p.text('.roster-note'), /only their number/);
});

test('the language changes at once, and what was said stays', () => {
  const p = room('zh-CN', { lines: [said(9, 'Welcome')] });
  assert.equal(p.one('.composer textarea').getAttribute('placeholder'), '写点什么…');
  p.click('.menu-frame button');
  p.click('[role=menuitem][lang=en]');
  assert.equal(p.one('.composer textarea').getAttribute('placeholder'), 'Write a message…');
  assert.equal(document.documentElement.lang, 'en');
  assert.equal(p.text('.message .text'), 'Welcome');
});

test('nothing that is drawn carries a style attribute or a handler in its markup', () => {
  const p = room('en', { lines: [said(8, 'a'), joined(9, 4, 'Sam', 3)] });
  for (const element of p.all('*')) {
    for (const { name } of [...element.attributes]) {
      assert.ok(!name.startsWith('on'), name);
      // The one height that a script sets through the object model, which the policy allows.
      if (name === 'style') assert.equal(element.tagName, 'TEXTAREA');
    }
  }
});
