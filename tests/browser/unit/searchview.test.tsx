// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { found, foundLine, said } from '../support/messages';
import { clearPage, evil, room } from '../support/page';

afterEach(clearPage);

const find = '.bar .find';
const words = '#search-words';

/** A room with the search open, and an answer to what was asked. */
function search(lines: Parameters<typeof found>[1] = [], more: Parameters<typeof found>[2] = {}) {
  const p = room('en', { search: true, seq: 500, lines: [said(499, 'near'), said(500, 'latest')], more: true });
  p.click(find);
  p.type(words, 'mill');
  p.submit('.search-fields');
  const asked = () => p.sockets.last.sentOf('search');
  p.tell(found(String(asked().at(-1)?.['id']), lines, more));
  return { ...p, asked };
}

test('is offered only where one may search and something is kept', () => {
  const p = room('en', { search: false });
  assert.deepEqual(p.all(find), []);
  assert.equal(p.key('.composer textarea', 'f', { ctrlKey: true }), false);
  const q = room('en', { search: true });
  assert.equal(q.one(find).getAttribute('aria-expanded'), 'false');
  q.click(find);
  assert.equal(q.all('[role=search]').length, 1);
  q.tell({ type: 'keeping', seq: 11, at: Date.now(), mode: 'nothing', by: '' });
  assert.deepEqual([...q.all('[role=search]'), ...q.all(find)], []);
});

test('tells a guest that everybody may search', () => {
  const p = room('en', { search: true });
  p.click(find);
  assert.match(p.text('#search-note'), /^Everybody in the room may search\./u);
});

test('opens on Ctrl+F and Cmd+F, the second time it is the browser\'s', () => {
  for (const more of [{ ctrlKey: true }, { metaKey: true }]) {
    const p = room('en', { search: true });
    const box = '.composer textarea';
    p.one(box).focus();
    assert.equal(p.key(box, 'f'), false);
    assert.equal(p.key(box, 'f', { ...more, shiftKey: true }), false);
    assert.equal(p.key(box, 'f', more), true);
    assert.equal(document.activeElement, p.one(words));
    assert.equal(p.key(words, 'f', more), false);
    assert.equal(p.key(words, 'Escape', { isComposing: true }), false);
    assert.equal(p.key(words, 'Escape'), true);
    assert.deepEqual(p.all('[role=search]'), []);
    assert.equal(document.activeElement, p.one(box), 'back to where one was');
  }
});

test('the button closes it too, and what was looked for is there the next time', () => {
  const p = search([foundLine(40)]);
  p.one(find).focus();
  p.click('.search .dialog-head button');
  assert.deepEqual(p.all('[role=search]'), []);
  p.click(find);
  assert.equal(p.field(words).value, 'mill');
  assert.equal(p.all('.result').length, 1);
  p.click(find);
  assert.deepEqual(p.all('[role=search]'), []);
});

test('what was found is text alone, with its marks', () => {
  const p = search([foundLine(40, 'the old mill', { marks: [[4, 3], [8, 4], [99, 1]] }), foundLine(30, evil, { name: evil, marks: [[0, 4]] })]);
  assert.deepEqual(p.all('.result .text').map(({ textContent }) => textContent), ['the old mill', evil]);
  assert.deepEqual(p.all('.result mark').map(({ textContent }) => textContent), ['old', 'mill', '<img']);
  assert.equal(p.all('.result .name')[1]?.textContent, evil);
  assert.deepEqual(p.all('img'), []);
  assert.equal(p.text('#search-note'), '2 messages found');
});

test('how it stands is told in a sentence', () => {
  const p = room('en', { search: true });
  p.click(find);
  const note = () => p.text('#search-note');
  const answer = (lines: Parameters<typeof found>[1], more: Parameters<typeof found>[2] = {}) => {
    p.submit('.search-fields');
    assert.equal(note(), 'Searching…');
    p.tell(found(String(p.sockets.last.sentOf('search').at(-1)?.['id']), lines, more));
  };
  assert.equal(note(), 'Everybody in the room may search. Give a word or its beginning, a name or a day.');
  p.type('#search-author', 'Ada');
  answer([]);
  assert.equal(note(), 'Nothing was found.');
  p.type(words, 'mill');
  answer([], { more: true, next: 300 });
  assert.equal(note(), 'Searching…', 'not through yet');
  p.type(words, 'mills');
  answer([foundLine(40)], { more: true, next: 30, complete: false });
  assert.equal(note(), '1 message found so far');
  assert.ok(p.all('.search .note').some(({ textContent }) => textContent.startsWith('Some older messages cannot be found yet.')));
  p.type('#search-day', '2026-03-14');
  p.submit('.search-fields');
  const asked = p.sockets.last.sentOf('search').at(-1);
  assert.deepEqual([asked?.['words'], asked?.['author'], Number(asked?.['to']) > Number(asked?.['from'])], ['mills', 'Ada', true]);
  p.tell({ type: 'refused', to: 'search', id: String(asked?.['id']), code: 'moon-phase', text: 'Not tonight.' });
  assert.equal(note(), 'Not tonight.');
  p.submit('.search-fields');
  p.tell({ type: 'refused', to: 'search', id: String(p.sockets.last.sentOf('search').at(-1)?.['id']), code: 'search-no-words', text: 'x' });
  assert.equal(note(), 'There is no word in this to search for. Give a letter or a number.');
  p.submit('.search-fields');
  p.tell({ type: 'refused', to: 'search', id: String(p.sockets.last.sentOf('search').at(-1)?.['id']), code: 'not-allowed', text: 'x' });
  assert.equal(note(), 'The host does not allow searching here.');
  p.submit('.search-fields');
  p.sockets.last.end(1006);
  assert.equal(note(), 'The search goes on once the connection is back.');
});

test('the arrows walk through what was found and back to the words', () => {
  const p = search([foundLine(40), foundLine(30), foundLine(20)]);
  const at = () => p.all('.result').findIndex((result) => result === document.activeElement);
  p.one(words).focus();
  assert.equal(p.key(words, 'End'), false, 'in the words it is theirs');
  assert.equal(p.key(words, 'ArrowDown'), true);
  const walked = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'End', 'ArrowUp'].map((key) => {
    p.key('.result:focus', key);
    return at();
  });
  assert.deepEqual(walked, [1, 2, 2, 0, 2, 1]);
  p.key('.result:focus', 'Home');
  p.key('.result:focus', 'ArrowUp');
  assert.equal(document.activeElement, p.one(words));
});

test('goes to what is chosen, and points it out', () => {
  const p = search([foundLine(499, 'near'), foundLine(40)]);
  p.click('.result');
  assert.equal(p.one('.message.marked').dataset['seq'], '499');
  assert.equal(p.one('.result').getAttribute('aria-current'), 'true');
  p.click('li:nth-child(2) .result');
  const asked = p.sockets.last.sentOf('backlog').at(-1);
  assert.equal(asked?.['before'], 91);
  p.tell({ type: 'backlog', id: String(asked['id']), more: true, events: [said(39, 'a'), said(40, 'b'), said(41, 'c')] });
  assert.deepEqual(p.all('.log .message').map(({ dataset }) => dataset['seq']), ['39', '40', '41']);
  assert.equal(p.one('.message.marked').dataset['seq'], '40');
});

test('what is kept no more is told in a sentence', () => {
  const p = search([foundLine(40)]);
  p.click('.result');
  p.tell({ type: 'backlog', id: String(p.sockets.last.sentOf('backlog').at(-1)?.['id']), more: false, events: [said(90, 'x')] });
  assert.ok(p.all('.search .note').some(({ textContent }) => textContent === 'That message is no longer kept here.'));
  assert.deepEqual(p.all('.log .message').map(({ dataset }) => dataset['seq']), ['499', '500']);
});
