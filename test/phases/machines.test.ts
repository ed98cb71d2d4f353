import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { room } from '../layers/fixtures.js';
import { as, startPlane } from './plane.js';

interface Answer {
  status: number;
  body: { error?: string; vm?: { state: string }; vms?: { name: string }[]; vmm?: string | null; images?: string[] };
}

const json = 'application/json';

/** A program that a test puts in place of the real one, which no test machine has. */
function standIn(dir: string, name: string): string {
  const file = path.join(dir, name);
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${packageFile(`test/fixtures/${name}.mjs`)}" "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A control plane with firmware, a kernel that fails and a small image; `ask` sends one request as it stands. */
async function node(options: { vmm: boolean }) {
  const dir = room();
  const programs = {
    SMECHVISORD_VMM: standIn(dir, 'cloud-hypervisor'),
    SMECHVISORD_REMOTE: standIn(dir, 'ch-remote'),
  };
  const { url, token } = await startPlane(dir, options.vmm ? programs : {});
  const { headers } = as(readFileSync(token, 'utf8'));
  for (const name of ['hypervisor-fw', 'kernel-that-fails', 'small.raw'])
    writeFileSync(path.join(dir, 'state/images', name), name);
  const ask = (target: string, body?: string, type = json): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(url);
      const method = body === undefined ? 'GET' : 'POST';
      const more = body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
      // Not fetch: it would tidy up the path.
      const sent = request(
        { port, path: `/cgi-bin/vms${target}`, method, headers: { ...headers, ...more } },
        (answer) => {
          let text = '';
          answer.on('data', (chunk) => {
            text += chunk;
          });
          answer.on('end', () => {
            const isJson = answer.headers['content-type'] === json;
            resolve({ status: answer.statusCode ?? 0, body: isJson ? JSON.parse(text) : {} });
          });
        },
      );
      sent.on('error', reject).end(body);
    });
  const create = (fields: object) => ask('', JSON.stringify(fields));
  const state = path.join(dir, 'state');
  onTestFinished(async () => {
    for (const name of readdirSync(path.join(state, 'vms'))) await ask(`/${name}/force-stop`, '{}');
  });
  return { ask, create, state };
}

function firstBytes(file: string, count: number): string {
  const bytes = Buffer.alloc(count);
  const handle = openSync(file, 'r');
  readSync(handle, bytes);
  closeSync(handle);
  return bytes.toString();
}

const web1 = { name: 'web-1', cpus: 2, memoryMiB: 64, diskGiB: 1, firmware: 'hypervisor-fw', image: 'small.raw' };

describe('virtual machines', { timeout: 180_000 }, () => {
  it('are made, started, asked to shut down, ended and deleted', async () => {
    const { ask, create, state } = await node({ vmm: true });
    expect((await ask('')).body).toMatchObject({ vms: [], vmm: 'cloud-hypervisor v0.0.0-fixture' });
    expect((await create(web1)).status).toBe(201);
    const disk = path.join(state, 'vms/web-1/disk.raw');
    expect(statSync(disk)).toMatchObject({ size: 2 ** 30 });
    expect(statSync(disk).blocks).toBeLessThan(1000);
    expect(firstBytes(disk, 9)).toBe('small.raw');
    expect((await create(web1)).status).toBe(409);

    expect((await ask('/web-1/start', '{}')).body.vm).toMatchObject({ state: 'running', cpus: 2, memoryMiB: 64 });
    expect(JSON.parse(readFileSync(path.join(state, 'vms/web-1/serial.log'), 'utf8'))).toMatchObject({
      'api-socket': path.join(state, 'vms/web-1/api.sock'),
      ...{ cpus: 'boot=2', memory: 'size=64M', console: 'off', disk: `path=${disk}` },
      firmware: path.join(state, 'images/hypervisor-fw'),
    });
    expect((await ask('/web-1/start', '{}')).status).toBe(409);
    expect((await ask('/web-1/delete', '{}')).body.error).toContain('stop it first');
    expect((await ask('/web-1/stop', '{}')).body.vm).toMatchObject({ state: 'stopped' });

    expect((await ask('/web-1/start', '{}')).status).toBe(200);
    expect((await ask('/web-1/force-stop', '{}')).body.vm).toMatchObject({ state: 'stopped' });
    expect((await ask('/web-1/stop', '{}')).body.error).toContain('is not running');
    expect((await ask('/web-1/delete', '{}')).status).toBe(200);
    expect(existsSync(path.join(state, 'vms/web-1'))).toBe(false);
    expect((await ask('/web-1')).status).toBe(404);
  });

  it('that end at once say why, and one that another program took the number of does not run', async () => {
    const { ask, create, state } = await node({ vmm: true });
    const { firmware, ...rest } = web1;
    await create({ ...rest, kernel: 'kernel-that-fails' });
    const failed = await ask('/web-1/start', '{}');
    expect(failed.status).toBe(500);
    expect(failed.body.error).toContain('Error: kernel "loader" failed');
    writeFileSync(path.join(state, 'vms/web-1/pid'), `${process.pid}\n`);
    expect((await ask('/web-1')).body.vm).toMatchObject({ state: 'stopped' });
    expect((await ask('/web-1/force-stop', '{}')).status).toBe(409);
  });

  it('can be made but not started without a VMM', async () => {
    const { ask, create } = await node({ vmm: false });
    expect((await ask('')).body.vmm).toBeNull();
    expect((await create(web1)).status).toBe(201);
    const refused = await ask('/web-1/start', '{}');
    expect(refused.status).toBe(503);
    expect(refused.body.error).toContain('no VMM installed');
  });

  it('are not made from what does not fit', async () => {
    const { create, ask, state } = await node({ vmm: false });
    const bad: object[] = [
      ...['', '-a', 'a-', 'A', 'a b', '../x', 'a/b', 'a;id', '$(id)', '`id`', 'a\nb', 'x'.repeat(33), null].map(
        (name) => ({
          ...web1,
          name,
        }),
      ),
      ...[0, -1, 255, 1.5, '1;id', '01', 99999999, null, [1]].map((cpus) => ({ ...web1, cpus })),
      ...['', '.', '..', '../../etc/passwd', '.hidden', '-rf', 'a,b', 'absent'].map((firmware) => ({
        ...web1,
        firmware,
      })),
      { ...web1, kernel: 'hypervisor-fw' },
      { ...web1, diskGiB: 65536 },
      { ...web1, image: '/etc/shadow' },
      { ...web1, unknown: 1 },
      {},
    ];
    for (const fields of bad) {
      const { status, body } = await create(fields);
      expect([400, 404, 409], JSON.stringify(fields)).toContain(status);
      expect(body.error?.length).toBeGreaterThan(10);
    }
    for (const body of [
      '',
      '[]',
      'null',
      '{"name":"a","name":"b"}',
      '{"name":"a"}}',
      '{"name":"a"}\n{"cpus":1}',
      '{"a":{}}',
    ])
      expect((await ask('', body)).status, body).toBe(400);
    expect((await ask('', `{"name":"${'a'.repeat(5000)}"}`)).status).toBe(413);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect((await ask('', JSON.stringify(web1), type)).status).toBe(415);
    expect(readdirSync(path.join(state, 'vms'))).toEqual([]);
  });

  it('are named by nothing that reaches beyond their folder or into a shell', async () => {
    const { ask, state } = await node({ vmm: false });
    mkdirSync(path.join(state, 'outside'));
    writeFileSync(path.join(state, 'outside/config'), 'cpus=1\n');
    const mark = path.join(state, 'mark');
    const paths = [
      '..',
      '%2e%2e',
      '..%2foutside',
      'a%00b',
      `;touch%20${mark}`,
      `$(touch%20${mark})`,
      '%0atouch',
      '*',
      "'",
      '%25',
    ];
    for (const name of paths) {
      for (const action of ['', '/delete', '/start', '/delete/../../x']) {
        const { status } = await ask(`/${name}${action}`, action === '' ? undefined : '{}');
        expect(status, `${name}${action}`).toBeGreaterThanOrEqual(400);
      }
    }
    expect(existsSync(mark)).toBe(false);
    expect(existsSync(path.join(state, 'outside/config'))).toBe(true);
  });

  it('are never made from a body of any bytes', async () => {
    const { ask, state } = await node({ vmm: false });
    const bytes = fc
      .array(fc.constantFrom(...'{}":,;$`\'\\\n\0 name1cpus'), { maxLength: 60 })
      .map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(bytes, async (body) => {
        expect((await ask('', body)).status).toBe(400);
      }),
      { numRuns: 40 },
    );
    expect(readdirSync(path.join(state, 'vms'))).toEqual([]);
  });
});
