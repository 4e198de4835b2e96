// SPDX-License-Identifier: GPL-3.0-or-later

import { subprotocol } from '../protocol/messages';
import type { Socket } from './connection';

/** The browser's WebSocket to `url`, as a connection sees it. */
export function openWebSocket(url: string): Socket {
  const wire = new WebSocket(url, subprotocol);
  const socket: Socket = {
    onmessage: null,
    onclose: null,
    send: (text) => { wire.send(text); },
    close: () => { wire.close(); },
  };
  wire.onmessage = ({ data }) => socket.onmessage?.({ data });
  wire.onclose = ({ code, reason }) => socket.onclose?.({ code, reason });
  return socket;
}
