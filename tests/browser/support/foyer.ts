// SPDX-License-Identifier: GPL-3.0-or-later

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { within } from './deadline';

export const operatorSecret = 'a-secret-for-this-test-alone';

/** Tests come and speak faster than people. What a test gives comes later, and counts. */
const lifted = ['--limit', 'rate=0', '--limit', 'joins-per-address=0'];

/** The real executable, hosting one room on loopback. Started and stopped by each test for itself. */
export class Foyer {
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'foyer-browser-'));
  private process: ChildProcess | undefined;
  private errors = '';
  port = 0;

  constructor(private readonly options: readonly string[] = []) {}

  /** The address of the room, by another name of this machine where wanted. */
  url(host = '127.0.0.1'): string {
    return `http://${host}:${String(this.port)}/`;
  }

  socketUrl(path: string): string {
    return `ws://127.0.0.1:${String(this.port)}${path}`;
  }

  /** Opens the room; the second time on the port and with the data of the first. */
  async start(): Promise<void> {
    const executable = process.env['FOYER_EXECUTABLE'];
    if (executable === undefined) throw new Error('FOYER_EXECUTABLE names no program');
    const started = spawn(executable, [
      '--headless', '--bind', '127.0.0.1', '--port', String(this.port), '--data-dir', this.dataDir, '--room', 'Class 7b', ...lifted, ...this.options,
    ], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FOYER_OPERATOR_SECRET: operatorSecret } });
    this.process = started;
    started.stderr.on('data', (piece: Buffer) => { this.errors += piece.toString(); });
    const open = new Promise<number>((resolve, reject) => {
      createInterface({ input: started.stdout }).on('line', (line) => {
        const port = /^foyer: room open at http:\/\/.*:(\d+)\/$/.exec(line)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
      started.once('error', reject);
      started.once('exit', (code) => { reject(new Error(`foyer ended with ${String(code)}: ${this.errors}`)); });
    });
    this.port = await within(open, 'the ready line');
  }

  /** Ends the program by a signal, and answers with its exit code (null where the signal ended it). */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const ending = this.process;
    this.process = undefined;
    if (ending?.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => { ending.once('exit', resolve); });
    ending.kill(signal);
    return within(ended, 'foyer to end');
  }

  /** Loses all that the room has kept. */
  forget(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Runs `test` with a room that is open, and takes the room away whatever happens. */
export async function withFoyer(test: (foyer: Foyer) => Promise<void>, options: readonly string[] = []): Promise<void> {
  const foyer = new Foyer(options);
  try {
    await foyer.start();
    await test(foyer);
  } finally {
    await foyer.remove();
  }
}
