// SPDX-License-Identifier: GPL-3.0-or-later

import type { Cancel, Clock } from '../net/clock';
import { Connection } from '../net/connection';
import type { Link, Socket } from '../net/connection';
import type { Join, Refused, ServerMessage, Welcome } from '../protocol/messages';
import { fold, forgetTyping } from '../state/fold';
import { deserialize, markSent, next, put, serialize, settle, takeOut, unsend } from '../state/outbox';
import { isSameKeeping } from '../state/roomstate';
import type { RoomState, Way } from '../state/roomstate';
import { askAround, askFor, forgetAsk, lookAt, pageLines, seek, skipToEnd } from '../state/window';
import { Key } from './keepsakes';
import type { Keepsakes } from './keepsakes';
import { Patience } from './patience';
import type { Matter } from './patience';
import { Searching } from './searching';
import { firstVisitState } from './visitstate';
import type { VisitState } from './visitstate';

/** What a visit needs from the browser; tests hand in their own. */
export interface Surroundings {
  readonly openSocket: () => Socket;
  readonly clock: Clock;
  readonly random: () => number;
  readonly freshId: () => string;
  readonly freshSecret: () => string;
  readonly keepsakes: Keepsakes;
  readonly hidden: () => boolean;
}

const typingEveryMs = 3000;
/** Guests who are told the same wait do not come back as one. */
const joinSpreadMs = 500;

/** One guest's visit to the room: joins the wire to the state, and does what follows from a message. */
export class Visit {
  private state: VisitState = firstVisitState;
  private readonly watchers = new Set<() => void>();
  private readonly connection: Connection;
  private resume: Pick<Join, 'resume' | 'epoch'> | undefined;
  private rosterAsked: number | undefined;
  private wroteAt = Number.NEGATIVE_INFINITY;
  private cancelForgetting: Cancel = () => undefined;
  private readonly patience: Patience;
  /** The search for what was said. */
  readonly searching: Searching;
  private joinNotBefore = 0;

  constructor(private readonly around: Surroundings) {
    this.patience = new Patience(around.clock);
    this.connection = new Connection(around.openSocket, around.clock, around.random, {
      linkChanged: (link) => { this.linkChanged(link); },
      received: (message) => { this.received(message); },
    });
    this.searching = new Searching({
      state: () => this.state,
      become: (search) => { this.become({ search }); },
      send: (command) => this.connection.send(command),
      freshId: around.freshId,
      patience: this.patience,
    });
    this.state = {
      ...this.state,
      name: around.keepsakes.local.read(Key.name) ?? '',
      outbox: deserialize(around.keepsakes.tab.read(Key.outbox)),
    };
  }

  get current(): VisitState {
    return this.state;
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** A reloaded tab goes straight back in; any other asks for the name first, as the computer may be shared. */
  start(): void {
    const wasInside = this.around.keepsakes.tab.read(Key.inside) !== undefined;
    if (wasInside && this.state.name !== '') this.become({ stage: { at: 'joining', again: true } });
    this.connection.connect();
  }

  join(name: string): void {
    this.become({ name, stage: { at: 'joining', again: false } });
    this.sendJoin();
  }

  /** In again under the name from before. */
  comeBack(): void {
    this.become({ stage: { at: 'joining', again: true } });
    this.sendJoin();
  }

  /** Back to the question for a name, with the last one filled in. */
  askForName(): void {
    this.become({ stage: { at: 'prompt', refusal: undefined } });
    this.connection.connect();
  }

  say(text: string): void {
    // Ids that rise with the room, whoever draws them, lie side by side in the host's file.
    const id = `${this.state.room.last.toString(36)}-${this.around.freshId()}`;
    this.keepOutbox(put(this.state.outbox, id, text, this.around.clock.now()));
    this.wroteAt = Number.NEGATIVE_INFINITY;
    this.sendLetters();
  }

  /** Takes a refused message out of the log, and gives its text back. */
  takeBack(id: string): string | undefined {
    const letter = this.state.outbox.find((one) => one.id === id);
    this.keepOutbox(takeOut(this.state.outbox, id));
    return letter?.text;
  }

  writing(): void {
    const now = this.around.clock.now();
    if (now - this.wroteAt < typingEveryMs) return;
    if (this.state.joined && this.connection.send({ type: 'typing' })) this.wroteAt = now;
  }

  rename(name: string): void {
    const sent = this.state.joined && this.connection.send({ type: 'rename', id: this.around.freshId(), name });
    this.become({ renaming: { stage: sent ? 'pending' : 'none', refusal: undefined } });
  }

  forgetRenaming(): void {
    this.become({ renaming: { stage: 'none', refusal: undefined } });
  }

  leave(): void {
    this.forgetInside();
    if (this.state.joined) this.connection.send({ type: 'leave' });
    this.connection.rest('left');
  }

  /** Asks for the lines next to those that are shown, where there are any and none are on their way. */
  fetchLines(way: Way): void {
    const { room, joined } = this.state;
    if (!joined || room.asked) return;
    this.ask(askFor(room, way, this.around.freshId()));
  }

  /** Brings the reader to this line, however far back it lies. */
  goTo(seq: number): void {
    this.patience.forget('lines');
    this.become({ room: seek(this.state.room, seq) });
    this.fetchPlace();
  }

  private fetchPlace(): void {
    const { room, joined } = this.state;
    if (joined && !room.asked && room.sought?.stage === 'wanted') this.ask(askAround(room, this.around.freshId()));
  }

  /** Sends what the room was just made to ask for. */
  private ask(asking: VisitState['room']): void {
    if (!asking.asked) return;
    const { id, before } = asking.asked;
    if (this.connection.send({ type: 'backlog', id, before, limit: pageLines })) this.become({ room: asking });
  }

  /** Shows the latest lines, which are always at hand. */
  skipToEnd(): void {
    this.patience.forget('lines');
    this.become({ room: skipToEnd(this.state.room) });
  }

  /** The line that the reader has before them, undefined where they follow the end: what is farthest from it is let go first. */
  lookAt(seq: number | undefined): void {
    // Nobody is told: nothing that is drawn depends on it.
    this.state = { ...this.state, room: lookAt(this.state.room, seq) };
  }

  /** The reader has taken note of the gap. */
  closeGap(): void {
    this.become({ room: { ...this.state.room, gap: undefined } });
  }

  tryNow(): void {
    this.connection.connect();
  }

  /** Somebody looks at the page, or the device woke up. */
  nudge(): void {
    if (!this.around.hidden()) this.become({ unread: 0 });
    this.connection.nudge();
  }

  private become(change: Partial<VisitState>): void {
    this.state = { ...this.state, ...change };
    for (const watcher of this.watchers) watcher();
  }

  private sendJoin(): void {
    this.patience.forget('join');
    const device = this.around.keepsakes.local.read(Key.device);
    const { name, room } = this.state;
    const sent = this.connection.send({
      type: 'join',
      id: this.around.freshId(),
      name,
      ...(device === undefined ? { attempt: this.attempt() } : { device, ...this.resume, ...(this.resume ? { last: room.last } : {}) }),
    });
    // The room closes on whoever takes long over the name: then giving it is the moment to connect again.
    if (!sent) this.connection.connect();
  }

  /** The same until the room has given a device: else whoever loses the first welcome finds their own name taken. */
  private attempt(): string {
    const { tab } = this.around.keepsakes;
    const known = tab.read(Key.attempt) ?? this.around.freshSecret();
    tab.write(Key.attempt, known);
    return known;
  }

  private linkChanged(link: Link): void {
    this.become({ link });
    if (link.stage === 'open') return;
    this.patience.forgetAll();
    this.become({
      joined: false,
      room: forgetAsk(this.state.room),
      renaming: { stage: 'none', refusal: this.state.renaming.refusal },
      outbox: unsend(this.state.outbox),
    });
    this.searching.lost();
    this.rosterAsked = undefined;
    if (link.stage !== 'idle') return;
    this.searching.end();
    this.cameToRest(link.why);
  }

  private cameToRest(why: string | undefined): void {
    const { stage } = this.state;
    switch (why) {
      case 'removed':
        this.forgetInside();
        if (stage.at !== 'held') {
          this.become({ stage: { at: 'held', code: 'kicked', reason: '', until: this.around.clock.now() } });
        }
        return;
      case 'left':
        this.forgetInside();
        this.become({ stage: { at: 'left' } });
        return;
      case 'late':
        // A name is there already: the room was only faster than we were.
        if (stage.at === 'inside' || stage.at === 'joining') this.connection.connect();
        return;
      case 'refused':
        this.become({ stage: { at: 'stuck' } });
        return;
      default:
    }
  }

  private received(message: ServerMessage): void {
    const now = this.around.clock.now();
    const before = this.state;
    const room = fold(before.room, message, now);
    const outbox = settle(before.outbox, message, room.you?.user, now);
    if (room !== before.room) this.become({ room });
    if (outbox !== before.outbox) this.keepOutbox(outbox);
    this.follow(message, before.room);
    this.searching.received(message);
    if (outbox !== before.outbox) this.sendLetters();
    this.fetchRoster();
    this.fetchPlace();
    this.forgetTypingInTime();
  }

  /** What a message makes the page do, beyond what it tells about the room. */
  private follow(message: ServerMessage, before: RoomState): void {
    const { stage } = this.state;
    switch (message.type) {
      case 'hello':
        if (stage.at === 'joining' && !stage.again && before.known && !isSameKeeping(before.keeping, message.keeping)) {
          this.become({ stage: { at: 'prompt', refusal: undefined, changed: true } });
          return;
        }
        if (stage.at === 'joining' || stage.at === 'inside') this.sendJoinInTurn();
        return;
      case 'welcome':
        this.welcomed(message);
        return;
      case 'said':
        if (message.user !== this.state.room.you?.user && this.around.hidden()) this.become({ unread: this.state.unread + 1 });
        return;
      case 'renamed':
        if (message.user === this.state.room.you?.user) this.keepName(message.name);
        return;
      case 'accepted':
        if (message.to === 'rename') this.become({ renaming: { stage: 'done', refusal: undefined } });
        return;
      case 'refused':
        this.refused(message);
        return;
      case 'bye':
        if (message.why === 'kicked') {
          const until = this.around.clock.now() + (message.retryAfterMs ?? 0);
          this.become({ stage: { at: 'held', code: 'kicked', reason: message.text, until } });
        }
        return;
      default:
    }
  }

  private welcomed(message: Welcome): void {
    const { local, tab } = this.around.keepsakes;
    local.write(Key.device, message.device);
    tab.write(Key.attempt, undefined);
    tab.write(Key.inside, '1');
    // In memory alone: after a reload there are no lines to resume from, and the device is enough to be the same person.
    this.resume = { resume: message.resume, epoch: message.epoch };
    this.keepName(message.you.name);
    this.become({ stage: { at: 'inside' }, joined: true });
    this.sendLetters();
  }

  private refused(message: Refused): void {
    if (message.to === 'rename') this.become({ renaming: { stage: 'none', refusal: message } });
    else if (message.to === 'backlog') this.linesRefused(message);
    else if (message.to === 'roster') this.inTime('roster', message, () => { this.fetchRosterAgain(); });
    else if (message.to === 'join') this.joinRefused(message);
  }

  /** Once the room takes it. */
  private inTime(matter: Matter, { retryAfterMs }: Refused, ask: () => void): void {
    if (retryAfterMs !== undefined) this.patience.putOff(matter, retryAfterMs, ask);
  }

  /** What is shown may ask anew when the time has come. */
  private linesRefused(message: Refused): void {
    if (message.id !== this.state.room.asked?.id) return;
    this.inTime('lines', message, () => {
      this.become({ room: forgetAsk(this.state.room) });
      this.fetchPlace();
    });
  }

  /** Where the room has asked for patience, once that time has come. */
  private sendJoinInTurn(): void {
    const wait = this.joinNotBefore - this.around.clock.now();
    if (wait > 0) this.patience.putOff('join', wait, () => { this.sendJoin(); });
    else this.sendJoin();
  }

  private joinRefused(message: Refused): void {
    const { keepsakes, clock, random } = this.around;
    const { stage } = this.state;
    switch (message.code) {
      case 'too-many-joins':
      case 'too-fast':
        if (stage.at !== 'joining' && stage.at !== 'inside') return;
        if (stage.at === 'joining') this.become({ stage: { ...stage, queued: true } });
        this.joinNotBefore = clock.now() + (message.retryAfterMs ?? 0) + random() * joinSpreadMs;
        this.sendJoinInTurn();
        return;
      case 'already-joined':
        return;
      case 'bad-token':
        if (keepsakes.local.read(Key.device) !== undefined) {
          keepsakes.local.write(Key.device, undefined);
          this.resume = undefined;
          this.sendJoin();
          return;
        }
        break;
      case 'too-many-sessions':
        // Connections that this tab has lost may hold its places still: the room will notice.
        if (this.resume && stage.at === 'inside') {
          this.connection.comeBackLater();
          return;
        }
        break;
      case 'cooling-off':
      case 'address-cooling-off':
        this.forgetInside();
        this.become({
          stage: { at: 'held', code: message.code, reason: message.reason ?? '', until: clock.now() + (message.retryAfterMs ?? 0) },
        });
        return;
      default:
    }
    this.forgetInside();
    this.become({ stage: { at: 'prompt', refusal: message } });
  }

  private keepName(name: string): void {
    this.around.keepsakes.local.write(Key.name, name);
    this.become({ name });
  }

  private forgetInside(): void {
    this.resume = undefined;
    this.around.keepsakes.tab.write(Key.inside, undefined);
  }

  private keepOutbox(outbox: VisitState['outbox']): void {
    this.around.keepsakes.tab.write(Key.outbox, outbox.length === 0 ? undefined : serialize(outbox));
    this.become({ outbox });
  }

  private sendLetters(): void {
    this.patience.forget('letters');
    const letter = this.state.joined ? next(this.state.outbox) : undefined;
    if (!letter) return;
    const wait = (letter.notBefore ?? 0) - this.around.clock.now();
    if (wait > 0) this.patience.putOff('letters', wait, () => { this.sendLetters(); });
    else if (this.connection.send({ type: 'say', id: letter.id, text: letter.text })) this.keepOutbox(markSent(this.state.outbox, letter.id));
  }

  private fetchRoster(): void {
    const after = this.state.room.rosterAfter;
    if (after === undefined) {
      this.rosterAsked = undefined;
    } else if (this.state.joined && this.rosterAsked !== after) {
      this.rosterAsked = after;
      this.connection.send({ type: 'roster', id: this.around.freshId(), after });
    }
  }

  private fetchRosterAgain(): void {
    this.rosterAsked = undefined;
    this.fetchRoster();
  }

  private forgetTypingInTime(): void {
    const next = Math.min(...this.state.room.typing.values());
    this.cancelForgetting();
    if (!Number.isFinite(next)) return;
    const now = this.around.clock.now();
    this.cancelForgetting = this.around.clock.after(Math.max(0, next - now), () => {
      this.become({ room: forgetTyping(this.state.room, this.around.clock.now()) });
      this.forgetTypingInTime();
    });
  }
}
