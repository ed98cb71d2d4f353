import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packageFile } from '../../src/host/package.js';
import { room } from '../layers/fixtures.js';

const Status = z
  .object({
    schemaVersion: z.literal(1),
    hostname: z.string().min(1),
    kernel: z.string().min(1),
    uptimeSeconds: z.number().positive(),
    load: z.array(z.number()).length(3),
    cpu: z.object({ model: z.string(), threads: z.number().int().positive() }).strict(),
    memory: z.object({ totalBytes: z.number().positive(), availableBytes: z.number().positive() }).strict(),
    kvm: z.boolean(),
    vfio: z.boolean(),
    iommuGroups: z.number().int(),
    vmm: z.string().nullable(),
  })
  .strict();

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts the control plane as this user with its state below `dir`; waits until it answers. */
async function start(dir: string): Promise<{ url: string; token: string }> {
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
    },
  });
  running.push(child);
  const url = `http://127.0.0.1:${port}/`;
  for (let tries = 0; tries < 100; tries++) {
    if (existsSync(token) && (await fetch(url).catch(() => null))) break;
    await sleep(50);
  }
  return { url, token };
}

const as = (token: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`smech:${token}`).toString('base64')}` },
});

describe('smechvisord', () => {
  it('answers nobody without the token, which only its owner can read', async () => {
    const dir = room();
    const { url, token } = await start(dir);
    for (const name of ['', 'cgi-bin/status', 'status.js']) {
      expect((await fetch(url + name)).status).toBe(401);
      expect((await fetch(url + name, as('0'.repeat(32)))).status).toBe(401);
    }
    expect(statSync(token).mode & 0o777).toBe(0o600);
    const secret = readFileSync(token, 'utf8');
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    expect(readFileSync(path.join(dir, 'run/httpd.conf'), 'utf8')).not.toContain(secret);
  });

  it("shows its page and the node's state with it", async () => {
    const { url, token } = await start(room());
    const secret = readFileSync(token, 'utf8');
    const page = await fetch(url, as(secret));
    expect(page.status).toBe(200);
    const html = await page.text();
    for (const [, name] of html.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await fetch(url + name, as(secret))).status).toBe(200);
    const answer = await fetch(`${url}cgi-bin/status`, as(secret));
    expect(answer.headers.get('content-type')).toBe('application/json');
    const status = Status.parse(await answer.json());
    expect(status.memory.availableBytes).toBeLessThanOrEqual(status.memory.totalBytes);
  });

  it('keeps its token when it starts again', async () => {
    const dir = room();
    const first = readFileSync((await start(dir)).token, 'utf8');
    const again = await start(dir);
    expect(readFileSync(again.token, 'utf8')).toBe(first);
    expect((await fetch(again.url, as(first))).status).toBe(200);
  });
});
