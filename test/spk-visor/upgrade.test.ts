import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { room } from '../layers/fixtures.js';
import { buildSpkVisor } from './build.js';
import { freePort } from './ends.js';
import { busyboxApply, installed, packagesOf } from './node.js';

const program = await buildSpkVisor();

const oldBase = {
  'usr/bin/tool': 'tool 1',
  'usr/bin/gone': 'gone',
  'etc/own': 'default',
  'etc/plain': 'plain 1',
  'etc/gone': 'default',
  'etc/dropped': 'default',
  'lib/link': '-> a',
};
const newBase = {
  'usr/bin/tool': 'tool 2',
  'usr/bin/more/new': 'new',
  'etc/own': 'default 2',
  'etc/plain': 'plain 2',
  'lib/link': '-> b',
};

/** A node made from the old packages, whose operator has changed etc/own and etc/dropped. */
function makeSystem(dir: string): { root: string; next: string } {
  const root = installed(dir, packagesOf(dir, 'old', oldBase, { 'usr/sbin/daemon': 'daemon 1' }));
  for (const file of ['etc/own', 'etc/dropped']) writeFileSync(path.join(root, file), 'mine');
  return { root, next: packagesOf(dir, 'new', newBase, { 'usr/sbin/daemon': 'daemon 2' }) };
}

const upgrade = (root: string, from: string, ...args: string[]) =>
  spawnSync(
    program,
    ['entire-system-upgrade', from, '--root', root, '--apply', busyboxApply(path.dirname(root)), ...args],
    { encoding: 'utf8' },
  );

const text = (root: string, file: string) => readFileSync(path.join(root, file), 'utf8');
const state = 'var/lib/smechvisor';

describe('entire-system-upgrade', () => {
  it("replaces the system, keeps the operator's changes, and goes back by the packages before", () => {
    const { root, next } = makeSystem(room());
    const up = upgrade(root, next);
    expect(up.stderr).toBe('');
    expect(up.status).toBe(0);
    expect(up.stdout).toContain('Kept, as it was changed here: /etc/own');
    expect(up.stdout).toContain(`The way back: spk-visor entire-system-upgrade ${root}/${state}/previous`);
    expect(text(root, 'usr/bin/tool')).toBe('tool 2');
    expect(text(root, 'usr/bin/more/new')).toBe('new');
    expect(text(root, 'usr/sbin/daemon')).toBe('daemon 2');
    expect(text(root, 'etc/own')).toBe('mine');
    expect(text(root, 'etc/plain')).toBe('plain 2');
    expect(readlinkSync(path.join(root, 'lib/link'))).toBe('b');
    expect(existsSync(path.join(root, 'usr/bin/gone'))).toBe(false);
    expect(existsSync(path.join(root, 'etc/gone'))).toBe(false);
    expect(text(root, 'etc/dropped')).toBe('mine');
    expect(readdirSync(path.join(root, state)).sort()).toEqual(['packages', 'previous']);

    const back = upgrade(root, path.join(root, state, 'previous'));
    expect(back.status).toBe(0);
    expect(text(root, 'usr/bin/tool')).toBe('tool 1');
    expect(text(root, 'usr/bin/gone')).toBe('gone');
    expect(text(root, 'etc/own')).toBe('mine');
    expect(existsSync(path.join(root, 'usr/bin/more/new'))).toBe(false);
    expect(readlinkSync(path.join(root, 'lib/link'))).toBe('a');
  });

  it('changes nothing when a package, its sums or the list is not as it should be', () => {
    const dir = room();
    const { root, next } = makeSystem(dir);
    const refused = (sentence: string, ...args: string[]) => {
      const { status, stderr } = upgrade(root, next, ...args);
      expect(stderr).toMatch(/^spk-visor: [^\n]*\n$/);
      expect(stderr).toContain(sentence);
      expect(status).toBe(1);
      expect(text(root, 'usr/bin/tool')).toBe('tool 1');
      expect(readdirSync(path.join(root, state))).toEqual(['packages']);
    };
    refused('has another sum than the one given', '--sums', 'a'.repeat(64));
    const sums = path.join(next, 'SHA256SUMS');
    const lines = readFileSync(sums, 'utf8');
    writeFileSync(sums, lines.split('\n')[0] ?? '');
    refused('does not name smechvisor-daemon.tar.xz');
    writeFileSync(
      sums,
      lines.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    refused('smechvisor-base.tar.xz is damaged');
    writeFileSync(sums, lines);
    expect(upgrade(root, next).status).toBe(0);
  });

  it('says what failed while files are replaced, and how to go back', () => {
    const dir = room();
    const { root, next } = makeSystem(dir);
    const broken = path.join(dir, 'apply');
    writeFileSync(broken, '#!/bin/sh\necho The disk is full.\nexit 1\n', { mode: 0o755 });
    const { status, stderr } = upgrade(root, next, '--apply', broken);
    expect(status).toBe(1);
    expect(stderr).toContain(`The disk is full. The packages before are in ${root}/${state}/packages`);
  });

  it('takes packages from an address whose sum was given', async () => {
    const { root, next } = makeSystem(room());
    const port = await freePort();
    const server = spawn('busybox', ['httpd', '-f', '-p', `127.0.0.1:${port}`, '-h', next]);
    onTestFinished(() => void server.kill());
    const address = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${address}/SHA256SUMS`).then(
            (got) => got.ok,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    const sum = createHash('sha256')
      .update(readFileSync(path.join(next, 'SHA256SUMS')))
      .digest('hex');
    expect(upgrade(root, `${address}/missing`, '--sums', sum).stderr).toContain("can't be downloaded");
    const { status, stderr } = upgrade(root, address, '--sums', sum);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(text(root, 'usr/bin/tool')).toBe('tool 2');
  });
});
