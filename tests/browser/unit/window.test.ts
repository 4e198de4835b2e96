// SPDX-License-Identifier: GPL-3.0-or-later

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Backlog, KeptEvent, ServerMessage } from '../../../resources/web/src/protocol/messages';
import { fold } from '../../../resources/web/src/state/fold';
import { emptyRoom } from '../../../resources/web/src/state/roomstate';
import type { Ask, RoomState, Way } from '../../../resources/web/src/state/roomstate';
import { askAround, askFor, forgetAsk, lookAt, maxLines, pageLines, seek, skipToEnd } from '../../../resources/web/src/state/window';
import { at, hello, said, welcome } from '../support/messages';

const seqs = (lines: readonly KeptEvent[]) => lines.map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const told = (room: RoomState, message: ServerMessage) => fold(room, message, at);

/** Numbers that look drawn by chance, and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What a room holds that forgets nothing. Some numbers are left out, some lines are of a kind that the page does not know. */
class Record {
  readonly all: { readonly seq: number; readonly shown: boolean; readonly bytes: number }[] = [];

  constructor(private readonly roll: (sides: number) => number) {}

  get last(): number {
    return this.all[this.all.length - 1]?.seq ?? 0;
  }

  add(): KeptEvent | undefined {
    const stride = this.roll(200) === 0 ? 1 + this.roll(3000) : 1 + this.roll(8) * this.roll(2) * this.roll(2);
    const line = { seq: this.last + stride, shown: this.roll(30) > 0, bytes: this.roll(12) === 0 ? 20_000 : 100 };
    this.all.push(line);
    return line.shown ? said(line.seq, 'x') : undefined;
  }

  shown(from: number, to = Number.POSITIVE_INFINITY): number[] {
    return this.all.filter(({ seq, shown }) => shown && seq >= from && seq <= to).map(({ seq }) => seq);
  }

  after(seq: number): KeptEvent[] {
    return this.shown(seq + 1).map((each) => said(each, 'x'));
  }

  answer({ id, before }: Ask): Backlog {
    const found: Record['all'] = [];
    let bytes = 65_536;
    let more = false;
    for (const line of this.all.filter(({ seq }) => seq < before).reverse()) {
      more = found.length === pageLines || (line.bytes > bytes && found.length > 0);
      if (more) break;
      bytes -= line.bytes;
      found.unshift(line);
    }
    const events = found.filter(({ shown }) => shown).map(({ seq }) => said(seq, 'x'));
    return { type: 'backlog', id, more, events, ...(found[0] ? { first: found[0].seq } : {}) };
  }
}

function assertTrue(room: RoomState, record: Record): void {
  const { lines, from, ahead, older } = room;
  assert.deepEqual(seqs(lines), record.shown(from, ahead?.after ?? room.last), 'a stretch without a hole, in order, each line once');
  assert.ok(lines.length + (ahead?.latest.length ?? 0) <= maxLines, `${String(lines.length)} lines`);
  if (!older) assert.deepEqual(record.shown(0, from - 1), []);
  if (!ahead) return;
  assert.deepEqual(seqs(ahead.latest), record.shown(ahead.latestFrom, room.last), 'the latest are at hand');
  assert.ok(ahead.after < ahead.latestFrom);
}

for (const seed of range(1, 8)) {
  test(`whatever happens, what is held is a stretch of what was said (${String(seed)})`, () => {
    const roll = dice(seed);
    const record = new Record(roll);
    for (let line = 0; line < 2500; line += 1) record.add();
    let room = told(told(emptyRoom, hello()), welcome({ seq: record.last, lines: record.after(0).slice(-50), more: true }));
    let inside = true;
    let ids = 0;
    const happened = new Map<string, number>();
    const count = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1);
    const speak = (lines: number) => {
      for (let line = 0; line < lines; line += 1) {
        const event = record.add();
        if (event && inside) room = told(room, event);
      }
    };
    const fetch = (way: Way) => {
      if (inside) room = askFor(room, way, `b${String((ids += 1))}`);
    };
    // To a line of which the reader has heard, and the answer may have to be cut down to it.
    const goTo = (seq: number) => {
      const before = room;
      room = seek(room, seq);
      for (let ask = 0; room.sought?.stage === 'wanted'; ask += 1) {
        assert.ok(ask < 10, 'comes to an end');
        room = askAround(room, `b${String((ids += 1))}`);
        assert.ok(room.asked);
        const page = record.answer(room.asked);
        if (roll(5) === 0) speak(1 + roll(150));
        room = told(room, page);
        if (ask > 0) count('page around was cut');
      }
      const isThere = record.shown(seq, seq).length > 0;
      assert.equal(room.sought?.stage, isThere ? 'here' : 'gone');
      assert.equal(room.lines.some((line) => line.seq === seq), isThere);
      if (!isThere) assert.equal(room.from, before.from, 'stays where one was');
      count(room.ahead && room.lines[0] !== before.lines[0] ? 'went far' : 'went near');
    };
    for (let step = 0; step < 240; step += 1) {
      if (inside && roll(8) === 0) goTo(record.all[roll(record.all.length)]?.seq ?? 1);
      if (inside && roll(60) === 0) goTo(1 + roll(record.last + 100));
      const eye = room.lines.some(({ seq }) => seq === room.eye) ? room.eye : undefined;
      const before = room;
      assertTrue(room, record);
      // A reader goes one way for a while.
      const way: Way = Math.floor(step / 80) % 2 === 0 ? 'older' : 'newer';
      switch (roll(10)) {
        case 0:
          speak(1 + roll(roll(12) === 0 ? 700 : 20));
          break;
        case 1:
          if (roll(8) === 0) room = skipToEnd(room);
          break;
        case 2:
          if (inside && roll(4) === 0) {
            inside = false;
            room = forgetAsk(room);
          } else if (!inside) {
            inside = true;
            const missed = record.after(room.last);
            room = told(room, welcome({ resumed: true, epoch: `e${String(step)}`, seq: room.last }));
            for (const event of missed) room = told(room, event);
          }
          break;
        case 3:
          // An answer to what nobody asked.
          room = told(room, { ...record.answer({ id: 'stray', way: 'older', before: 1 + roll(record.last), beside: 0 }) });
          break;
        default: {
          const edge = way === 'older' ? roll(40) : room.lines.length - 1 - roll(40);
          const atEnd = way === 'newer' && !room.ahead;
          room = lookAt(room, atEnd ? undefined : room.lines[Math.max(0, Math.min(edge, room.lines.length - 1))]?.seq);
          fetch(way);
          const { asked } = room;
          if (!asked) break;
          const page = record.answer(asked);
          if (roll(5) === 0) speak(1 + roll(150));
          if (roll(12) === 0) room = skipToEnd(room);
          const hadAhead = room.ahead;
          room = told(room, page);
          assert.equal(room.asked, undefined);
          if (hadAhead && !room.ahead) count('reached the present');
          if (hadAhead && room.ahead?.after === hadAhead.after) count('page was cut');
        }
      }
      if (room.ahead && !before.ahead) count('parted from the present');
      assertTrue(room, record);
      const skipped = before.ahead && !room.ahead && room.lines.every((line) => !before.lines.includes(line));
      if (eye !== undefined && room.eye === eye && !skipped) assert.ok(room.lines.some(({ seq }) => seq === eye), 'what is read stays');
    }
    // Straight back to the present, page by page, and to the beginning.
    inside = true;
    room = told(forgetAsk(room), welcome({ resumed: true, seq: room.last }));
    for (const event of record.after(room.last)) room = told(room, event);
    for (const way of ['newer', 'older', 'newer'] as const) {
      for (let page = 0; page < 1000 && (way === 'newer' ? room.ahead : room.older); page += 1) {
        room = lookAt(room, (way === 'newer' ? room.lines[room.lines.length - 1] : room.lines[0])?.seq);
        fetch(way);
        assert.ok(room.asked);
        room = told(room, record.answer(room.asked));
        if (room.ahead) count('was apart');
        assertTrue(room, record);
      }
      assert.equal(way === 'newer' ? room.ahead : room.older || undefined, undefined, way);
    }
    assert.equal(room.lines[room.lines.length - 1]?.seq, record.shown(0).at(-1));
    for (const what of ['was apart', 'went far', 'went near', 'page around was cut']) assert.ok((happened.get(what) ?? 0) > 0, what);
  });
}

function filled(lines: number): RoomState {
  let room = told(emptyRoom, welcome({ seq: 0 }));
  for (let seq = 1; seq <= lines; seq += 1) room = told(room, said(seq, 'x'));
  return room;
}

test('who follows the end keeps the latest lines', () => {
  const room = filled(maxLines + 5);
  assert.equal(room.lines.at(-1)?.seq, maxLines + 5);
  assert.ok(room.lines.length <= maxLines && room.lines.length > maxLines - 3 * pageLines);
  assert.equal(room.older, true);
  assert.equal(room.ahead, undefined);
});

test('who reads far back keeps what is before them, and finds the latest at once all the same', () => {
  let room = lookAt(filled(maxLines), 10);
  for (let seq = maxLines + 1; seq <= maxLines + 500; seq += 1) room = told(room, said(seq, 'x', { user: 1 }));
  assert.equal(room.lines[0]?.seq, 1);
  assert.equal(room.older, false);
  assert.equal(room.heard, maxLines + 500, 'all of them are counted');
  const end = skipToEnd(room);
  assert.deepEqual(seqs(end.lines), range(maxLines + 401, maxLines + 500));
  assert.deepEqual([end.older, end.ahead, end.eye], [true, undefined, undefined]);
  assert.equal(skipToEnd(end), end);
});

/** Back to the present, page by page, in a room that holds its last `held` lines alone; gives every gap that was told of. */
function walkedBack(start: RoomState, held: number): { room: RoomState; told: RoomState['gap'][] } {
  let room = start;
  const gaps: RoomState['gap'][] = [];
  for (let page = 0; room.ahead; page += 1) {
    assert.ok(page < 1000, 'comes to an end');
    room = askFor(lookAt(room, room.lines.at(-1)?.seq), 'newer', 'b1');
    const before = room.asked?.before ?? 0;
    const lowest = room.last - held + 1;
    const from = Math.max(lowest, before - pageLines);
    const events = range(from, before - 1).map((seq) => said(seq, 'x'));
    room = told(room, { type: 'backlog', id: 'b1', more: from > lowest && events.length > 0, events, ...(events[0] ? { first: from } : {}) });
    if (room.gap !== undefined) {
      gaps.push(room.gap);
      room = { ...room, gap: undefined }; // noted
    }
  }
  return { room, told: gaps };
}

function lagging(last: number): RoomState {
  let room = lookAt(filled(maxLines), 10);
  for (let seq = maxLines + 1; seq <= last; seq += 1) room = told(room, said(seq, 'x'));
  return room;
}

test('who lags behind more than the room holds is told once that something is missing', () => {
  const after = lagging(5000).ahead?.after ?? 0;
  assert.ok(after > 0 && after < 4000);
  const { room, told: gaps } = walkedBack(lagging(5000), 1000);
  assert.deepEqual(gaps, ['lost']);
  assert.equal(room.lines.at(-1)?.seq, 5000);
  // So, too, where not a line is left between the window and the latest.
  assert.deepEqual(walkedBack(lagging(5000), pageLines).told, ['lost']);
});

test('who finds everything in between is told of nothing', () => {
  assert.deepEqual(walkedBack(lagging(5000), 5000).told, []);
  const { ahead } = lagging(5000);
  assert.deepEqual(walkedBack(lagging(5000), 5000 - (ahead?.after ?? 0)).told, [], 'the first of them comes right after the window');
});

test('one page is asked for at a time, and an answer to another question is not taken', () => {
  const room = askFor(told(emptyRoom, welcome({ lines: [said(9, 'i')], more: true })), 'older', 'b1');
  assert.equal(askFor(room, 'older', 'b2'), room);
  assert.equal(told(room, { type: 'backlog', id: 'b0', more: true, events: [said(8, 'h')], first: 8 }), room);
  const longer = told(room, { type: 'backlog', id: 'b1', more: true, events: [said(7, 'g'), said(8, 'h')], first: 7 });
  assert.deepEqual([seqs(longer.lines), longer.older, longer.asked], [[7, 8, 9], true, undefined]);
});

test('a page of lines that are not shown is gone past, an empty one is the last', () => {
  const room = askFor(told(emptyRoom, welcome({ lines: [said(9, 'i')], more: true })), 'older', 'b1');
  const past = told(room, { type: 'backlog', id: 'b1', more: true, events: [], first: 3 });
  assert.deepEqual([past.older, past.from], [true, 3]);
  assert.equal(told(room, { type: 'backlog', id: 'b1', more: true, events: [] }).older, false);
});

test('what was refused for good is not waited for, what has to wait is', () => {
  const room = askFor(told(emptyRoom, welcome({ lines: [said(9, 'i')], more: true })), 'older', 'b1');
  const no = { type: 'refused', to: 'backlog', id: 'b1', code: 'bad-field', text: '' } as const;
  assert.equal(told(room, no).asked, undefined);
  assert.equal(told(room, { ...no, id: 'b0' }), room);
  assert.equal(told(room, { ...no, code: 'too-fast', retryAfterMs: 300 }), room);
});

const around = (room: RoomState, events: readonly KeptEvent[], more = true): RoomState => {
  assert.ok(room.asked);
  return told(room, { type: 'backlog', id: room.asked.id, more, events, ...(events[0] ? { first: events[0].seq } : {}) });
};
const lines = (from: number, to: number) => range(from, to).map((seq) => said(seq, 'x'));
const late = () => told(emptyRoom, welcome({ seq: 1000, lines: lines(951, 1000), more: true }));

test('a line far back is shown with what is around it, and the latest are at hand', () => {
  const asking = askAround(seek(late(), 400), 'b1');
  assert.deepEqual(asking.asked, { id: 'b1', way: 'there', before: 451, beside: 400 });
  const there = around(asking, lines(351, 450));
  assert.deepEqual([there.sought?.stage, there.from, there.older, there.eye], ['here', 351, true, 400]);
  assert.deepEqual(there.ahead && [there.ahead.after, seqs(there.ahead.latest)], [450, range(951, 1000)]);
  assert.equal(askFor(there, 'older', 'b2').asked?.before, 351);
  assert.equal(askFor(there, 'newer', 'b2').asked?.before, 551);
  assert.deepEqual(seqs(skipToEnd(there).lines), range(951, 1000));
  const back = seek(there, 990);
  assert.deepEqual([back.sought?.stage, back.ahead, back.asked], ['here', undefined, undefined], 'the latest need no asking');
});

test('a line just before the window joins the present', () => {
  const asking = askAround(seek(late(), 940), 'b1');
  assert.equal(asking.asked?.before, 951);
  const there = told(around(asking, lines(851, 950)), said(1001, 'x'));
  assert.deepEqual([seqs(there.lines), there.ahead], [range(851, 1001), undefined]);
});

test('a line that is in the window already changes nothing but where one is', () => {
  const room = askFor(late(), 'older', 'b1');
  const there = seek(room, 970);
  assert.deepEqual([there.sought?.stage, there.lines, there.asked], ['here', room.lines, room.asked]);
  assert.notEqual(seek(there, 970).sought, there.sought, 'each time anew');
});

test('a line that the room has no more is told, and one stays where one is', () => {
  for (const [events, more] of [[lines(401, 450), false], [lines(351, 399), true], [[], false]] as const) {
    const gone = around(askAround(seek(late(), 400), 'b1'), events, more);
    assert.deepEqual([gone.sought?.stage, seqs(gone.lines), gone.asked], ['gone', range(951, 1000), undefined]);
  }
  const refused = told(askAround(seek(late(), 400), 'b1'), { type: 'refused', to: 'backlog', id: 'b1', code: 'bad-field', text: '' });
  assert.deepEqual([refused.sought?.stage, refused.asked], ['gone', undefined]);
});

test('a page that was cut before it reached the line is asked for less far beyond it', () => {
  let room = askAround(seek(late(), 400), 'b1');
  const befores: number[] = [];
  while (room.asked) {
    befores.push(room.asked.before);
    const before = room.asked.before;
    room = askAround(around(room, lines(before - 1, before - 1)), 'b2');
  }
  assert.deepEqual(befores, [451, 426, 413, 407, 404, 402, 401]);
  assert.deepEqual([room.sought?.stage, seqs(room.lines)], ['here', [400]]);
});

test('who goes elsewhere meanwhile is not taken there', () => {
  const asking = askAround(seek(askFor(late(), 'older', 'b0'), 400), 'b1');
  assert.equal(told(asking, { type: 'backlog', id: 'b0', more: true, events: lines(851, 950), first: 851 }), asking, 'the page before is not awaited');
  const other = askAround(seek(asking, 200), 'b2');
  assert.equal(told(other, { type: 'backlog', id: 'b1', more: true, events: lines(351, 450), first: 351 }), other);
  const end = skipToEnd(asking);
  assert.deepEqual([end.sought, end.asked, end.lines], [undefined, undefined, asking.lines]);
  assert.equal(told(asking, welcome({ seq: 1200, lines: lines(1151, 1200), more: true })).sought, undefined);
});
