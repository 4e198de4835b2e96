// SPDX-License-Identifier: GPL-3.0-or-later

import { decode } from '../../../resources/web/src/protocol/decode';
import { encode } from '../../../resources/web/src/protocol/encode';
import type { Command, Person, ServerMessage } from '../../../resources/web/src/protocol/messages';
import { subprotocol } from '../../../resources/web/src/protocol/messages';
import { operatorSecret } from './foyer';
import type { Foyer } from './foyer';
import { PlainSocket } from './plainsocket';

/** The host, who can do what the window can: over the same protocol, without the window. */
export class Operator {
  private constructor(private readonly socket: PlainSocket, private readonly people: Map<string, Person>) {}

  static async join(foyer: Foyer, name = 'Ms Brandt'): Promise<Operator> {
    const socket = await new PlainSocket(foyer.socketUrl('/room'), subprotocol).open();
    const operator = new Operator(socket, new Map());
    operator.send({ type: 'join', name, client: 'app', operator: operatorSecret });
    const welcome = await operator.until('welcome');
    for (const row of welcome.people.rows) operator.people.set(row.name, row);
    return operator;
  }

  send(command: Command): void {
    this.socket.say(encode(command));
  }

  /** The next message of that type; those before it are passed over. */
  async until<T extends ServerMessage['type']>(type: T): Promise<Extract<ServerMessage, { type: T }>> {
    for (;;) {
      const message = decode(await this.socket.next());
      if (message?.type === 'refused' && type !== 'refused') throw new Error(`refused: ${message.code}`);
      if (message?.type === type) return message as Extract<ServerMessage, { type: T }>;
    }
  }

  /** Removes who is called so, and answers with the cooling-off. */
  async kick(name: string, reason: string): Promise<number> {
    const user = this.people.get(name)?.user;
    if (user === undefined) throw new Error(`${name} was not there when the host came`);
    this.send({ type: 'kick', id: 'k1', user, reason });
    return (await this.until('kicked')).cooling ?? 0;
  }

  async letIn(cooling: number): Promise<void> {
    this.send({ type: 'let-in', id: 'l1', cooling });
    await this.until('let-in');
  }

  leave(): void {
    this.socket.close();
  }
}
