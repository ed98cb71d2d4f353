import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { room } from '../layers/fixtures.js';
import { as, startPlane as start } from './plane.js';

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
    iommuGroups: z.array(z.object({ group: z.number().int(), devices: z.array(z.string().min(1)) }).strict()),
    disks: z.array(
      z
        .object({
          name: z.string().min(1),
          model: z.string().nullable(),
          sizeBytes: z.number().positive(),
          removable: z.boolean(),
        })
        .strict(),
    ),
    vmm: z.string().nullable(),
  })
  .strict();

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

  it('keeps its token when it starts again, also when only its hash is left', async () => {
    const dir = room();
    const first = readFileSync((await start(dir)).token, 'utf8');
    const again = await start(dir);
    expect(readFileSync(again.token, 'utf8')).toBe(first);
    rmSync(again.token);
    const last = await start(dir);
    expect(statSync(`${last.token}.hash`).mode & 0o777).toBe(0o600);
    expect((await fetch(last.url, as(first))).status).toBe(200);
    expect((await fetch(last.url, as(`${first}0`))).status).toBe(401);
  });
});
