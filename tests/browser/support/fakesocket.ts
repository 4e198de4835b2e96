// SPDX-License-Identifier: GPL-3.0-or-later

import type { Socket } from '../../../resources/web/src/net/connection';

/** The far end of a connection, played by a test. */
export class FakeSocket implements Socket {
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: Readonly<Record<string, unknown>>[] = [];
  closedByPage = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.closedByPage = true;
  }

  tell(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  end(code: number): void {
    this.onclose?.({ code, reason: '' });
  }

  sentOf(type: string): Readonly<Record<string, unknown>>[] {
    return this.sent.filter((message) => message['type'] === type);
  }
}

/** Every socket that was asked for, the newest last. */
export class Sockets {
  readonly all: FakeSocket[] = [];

  readonly open = (): FakeSocket => {
    const socket = new FakeSocket();
    this.all.push(socket);
    return socket;
  };

  get last(): FakeSocket {
    const socket = this.all[this.all.length - 1];
    if (!socket) throw new Error('no socket was asked for');
    return socket;
  }
}
