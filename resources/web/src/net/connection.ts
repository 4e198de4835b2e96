// SPDX-License-Identifier: GPL-3.0-or-later

import { decode } from '../protocol/decode';
import { encode } from '../protocol/encode';
import type { Command, ServerMessage } from '../protocol/messages';
import type { Cancel, Clock } from './clock';
import { absenceOf, delayUntilNextTry } from './comingback';
import type { Absence } from './comingback';

/** The part of a WebSocket that a connection uses. */
export interface Socket {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  send(text: string): void;
  close(): void;
}

/** How things stand with the room, from the wire's point of view. */
export type Link =
  | { readonly stage: 'idle'; readonly why: Absence | undefined }
  | { readonly stage: 'connecting'; readonly why: Absence | undefined }
  /** The room has said hello. */
  | { readonly stage: 'open' }
  | { readonly stage: 'waiting'; readonly why: Absence; readonly until: number };

export interface Listener {
  linkChanged(link: Link): void;
  received(message: ServerMessage): void;
}

/** Without a hello after this, the handshake is given up. */
export const handshakeMs = 10_000;
/** After this silence the page asks whether anybody is there … */
export const silenceMs = 10_000;
/** … and after this one more it takes the connection for lost. */
export const answerMs = 5_000;
/** A timer that comes so much too late tells that the page was asleep. */
const lateMs = 1_000;
/** A connection that ends sooner than this was no success: the delays go on growing. */
const steadyMs = 10_000;

/** One guest's way to the room: connects, notices when the room is gone, and comes back by itself where that is right. */
export class Connection {
  private socket: Socket | undefined;
  private current: Link = { stage: 'idle', why: undefined };
  private tries = 0;
  private openedAt = 0;
  private heardAt = 0;
  private cancelTimer: Cancel = () => undefined;

  constructor(
    private readonly open: () => Socket,
    private readonly clock: Clock,
    private readonly random: () => number,
    private readonly listener: Listener,
  ) {}

  get link(): Link {
    return this.current;
  }

  /** Connects now, unless there is a connection or one is coming about. */
  connect(): void {
    if (this.socket) return;
    this.cancelTimer();
    const socket = this.open();
    this.socket = socket;
    // What happens on a socket that was given up already is nobody's business any more.
    socket.onmessage = (event) => { if (socket === this.socket) this.heard(event.data); };
    socket.onclose = (event) => { if (socket === this.socket) this.ended(absenceOf(event.code)); };
    this.cancelTimer = this.clock.after(handshakeMs, () => { this.drop('lost'); });
    this.become({ stage: 'connecting', why: this.absence() });
  }

  /** Ends the connection, if any, and tries no more until asked to. */
  rest(why: Absence): void {
    this.cancelTimer();
    this.forget();
    this.become({ stage: 'idle', why });
  }

  /** Ends the connection, and tries again after the usual delay. */
  comeBackLater(): void {
    this.drop('lost');
  }

  /** False when there is nobody to send it to. */
  send(command: Command): boolean {
    if (!this.socket || this.current.stage !== 'open') return false;
    this.socket.send(encode(command));
    return true;
  }

  /**
   * The device woke up, came back to a network, or somebody looks at the page again: a good moment to try at once,
   * or to ask whether what looks like a connection still is one.
   */
  nudge(): void {
    if (this.current.stage === 'waiting') this.connect();
    else if (this.current.stage === 'open' && this.clock.now() - this.heardAt >= silenceMs) this.askForLife();
  }

  private absence(): Absence | undefined {
    return this.current.stage === 'open' ? undefined : this.current.why;
  }

  private heard(data: unknown): void {
    this.heardAt = this.clock.now();
    this.listenForSilence();
    const message = typeof data === 'string' ? decode(data) : undefined;
    if (!message) return;
    if (message.type === 'hello') {
      this.openedAt = this.heardAt;
      this.become({ stage: 'open' });
    }
    this.listener.received(message);
  }

  private listenForSilence(): void {
    this.cancelTimer();
    this.cancelTimer = this.clock.after(silenceMs, () => { this.askForLife(); });
  }

  private askForLife(again = false): void {
    this.cancelTimer();
    const due = this.clock.now() + answerMs;
    // A page that slept meanwhile cannot have heard the answer: it may be there already, right behind this call.
    this.cancelTimer = this.clock.after(answerMs, () => {
      if (this.clock.now() - due > lateMs && !again) this.askForLife(true);
      else this.drop('lost');
    });
    this.send({ type: 'ping' });
  }

  /** Takes the connection for gone: waiting for the other side's close could take minutes. */
  private drop(why: Absence): void {
    this.forget();
    this.ended(why);
  }

  private forget(): void {
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  private ended(how: Absence): void {
    this.cancelTimer();
    this.socket = undefined;
    // A room that said it closes stays "closed" while nobody answers there: a failed try tells nothing new.
    const why = how === 'lost' && this.absence() === 'closed' ? 'closed' : how;
    const steady = this.current.stage === 'open' && this.clock.now() - this.openedAt >= steadyMs;
    this.tries = steady ? 0 : this.tries;
    const delay = delayUntilNextTry(why, this.tries, this.random());
    this.tries += 1;
    if (delay === undefined) {
      this.tries = 0;
      this.become({ stage: 'idle', why });
      return;
    }
    this.cancelTimer = this.clock.after(delay, () => { this.connect(); });
    this.become({ stage: 'waiting', why, until: this.clock.now() + delay });
  }

  private become(link: Link): void {
    this.current = link;
    this.listener.linkChanged(link);
  }
}
