// SPDX-License-Identifier: GPL-3.0-or-later
// Three people for the picture: node guests.mjs NPM_FOLDER ws://127.0.0.1:PORT/room. They stay until the program is ended.
import { createRequire } from 'node:module';
import path from 'node:path';

const [npmFolder, address] = process.argv.slice(2);
const { WebSocket } = createRequire(path.join(path.resolve(npmFolder), 'package.json'))('ws');

function comeIn(name) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, 'foyer.v1');
    const waiting = [];
    socket.on('error', reject);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data));
      if (message.type === 'hello') socket.send(JSON.stringify({ type: 'join', name }));
      if (message.type === 'refused') reject(new Error(message.text));
      if (message.type === 'welcome') {
        let spoken = 0;
        resolve({
          say: (text) => new Promise((said) => {
            waiting.push(said);
            spoken += 1;
            socket.send(JSON.stringify({ type: 'say', id: `${message.you.user}-${spoken}`, text }));
          }),
        });
      }
      if (message.type === 'accepted' && message.to === 'say') waiting.shift()();
    });
  });
}

const ada = await comeIn('Ada');
const ming = await comeIn('小明');
await ada.say('Good morning! Is the worksheet from yesterday due today?');
await ming.say('老师好');
const sam = await comeIn('Sam');
await sam.say('I am on the bus, back in ten minutes 🚌');
await ada.say('Number 3 is hard.\nDoes anybody have an idea?');
await ming.say('Try drawing it first, then it is easy.');
console.log('three people are in the room');
