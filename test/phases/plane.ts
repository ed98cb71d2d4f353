import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { packageFile } from '../../src/host/package.js';

export interface Plane {
  url: string;
  /** The file with the token. */
  token: string;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts the control plane under BusyBox's httpd as this user with its state below `dir`; waits until it answers. */
export async function startPlane(dir: string, env: Record<string, string> = {}): Promise<Plane> {
  const port = await freePort();
  const token = path.join(dir, 'etc/token');
  const child = spawn(packageFile('payload/smechvisord/smechvisord'), {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      SMECHVISORD_ACCOUNT: '',
      SMECHVISORD_PORT: `127.0.0.1:${port}`,
      SMECHVISORD_WEB: packageFile('payload/smechvisord/web'),
      SMECHVISORD_TOKEN: token,
      SMECHVISORD_RUN: path.join(dir, 'run'),
      SMECHVISORD_STATE: path.join(dir, 'state'),
      SMECHVISORD_VMM: path.join(dir, 'no-vmm'),
      ...env,
    },
  });
  onTestFinished(() => end(child));
  const url = `http://127.0.0.1:${port}/`;
  const deadline = Date.now() + 20_000;
  while (!(await fetch(url).catch(() => null))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('smechvisord does not answer');
    await sleep(50);
  }
  return { url, token };
}

async function end(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode === null && child.kill()) await closed;
}

/** What a browser sends with the token. */
export const as = (token: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`smech:${token}`).toString('base64')}` },
});
