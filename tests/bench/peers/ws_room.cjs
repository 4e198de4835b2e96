// SPDX-License-Identifier: GPL-3.0-or-later
// The room as users of Node's `ws` know it: a loop over the clients. Usage: ws_room.cjs PORT
"use strict";

const { WebSocketServer, WebSocket } = require("ws");

const server = new WebSocketServer({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 1024 });

function broadcast(text) {
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(text);
  }
}

server.on("connection", (client, request) => {
  const user = request.url.split("/")[2];
  client.on("message", (data) => broadcast(`${user}: ${data}`));
  client.on("close", () => broadcast(`${user} left the room`));
});
