// SPDX-License-Identifier: GPL-3.0-or-later

import { WebSocket } from 'ws';
import { within } from './deadline';

/** A WebSocket client without a browser, as anybody could write one. Keeps what comes until it is asked for. */
export class PlainSocket {
  private readonly inbox: string[] = [];
  private arrived: () => void = () => undefined;
  private readonly wire: WebSocket;
  private readonly opened: Promise<void>;
  /** The code of the close. */
  readonly closed: Promise<number>;

  constructor(url: string, subprotocol?: string) {
    this.wire = new WebSocket(url, subprotocol === undefined ? [] : [subprotocol]);
    this.wire.on('message', (data: Buffer) => {
      this.inbox.push(data.toString('utf8'));
      this.arrived();
    });
    this.opened = new Promise((resolve, reject) => {
      this.wire.once('open', resolve);
      this.wire.once('error', reject);
    });
    this.closed = new Promise((resolve) => { this.wire.once('close', resolve); });
  }

  async open(): Promise<this> {
    await within(this.opened, 'the handshake');
    return this;
  }

  say(text: string): void {
    this.wire.send(text);
  }

  /** The next message, in the order of their coming. */
  async next(): Promise<string> {
    while (this.inbox.length === 0) {
      await within(new Promise<void>((resolve) => { this.arrived = resolve; }), 'a message');
    }
    return this.inbox.shift() ?? '';
  }

  /** Waits for a message that begins so; those before it are passed over. */
  async hears(start: string): Promise<void> {
    while (!(await this.next()).startsWith(start)) continue;
  }

  async closeCode(): Promise<number> {
    return within(this.closed, 'the close');
  }

  close(): void {
    this.wire.close();
  }

  /** Ends as a program that crashes does: without a word. */
  cut(): void {
    this.wire.terminate();
  }
}
