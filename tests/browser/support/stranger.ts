// SPDX-License-Identifier: GPL-3.0-or-later

import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web site of somebody else: whatever page it is given, at an origin that is not the room's. */
export class Stranger {
  private readonly server: Server;

  constructor(private readonly address: string, pages: Readonly<Record<string, string>>) {
    this.server = createServer((request, response) => {
      const page = pages[request.url ?? '/'];
      response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(page ?? 'nothing here');
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, this.address, resolve);
    });
  }

  url(path = '/', host = this.address): string {
    return `http://${host}:${String((this.server.address() as AddressInfo).port)}${path}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Runs `test` with such a site on each of these addresses, and takes them away whatever happens. */
export async function withStrangers(
  addresses: readonly string[], pages: Readonly<Record<string, string>>, test: (strangers: readonly Stranger[]) => Promise<void>,
): Promise<void> {
  const strangers = addresses.map((address) => new Stranger(address, pages));
  try {
    for (const stranger of strangers) await stranger.listen();
    await test(strangers);
  } finally {
    for (const stranger of strangers) await stranger.close();
  }
}
