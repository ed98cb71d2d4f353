import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { phase as skeleton } from '../../src/phases/12_write_etc_skeleton.js';
import { phase as inittab } from '../../src/phases/edit_inittab.js';
import { room } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const rows = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(':'));

describe('12_write_etc_skeleton', () => {
  it('locks every account and lets only root read the passwords', async () => {
    const { entries, content } = await runPhase(skeleton, room());
    expect(entries.get('etc/shadow')).toMatchObject({ mode: 0o600, uid: 0, gid: 0 });
    const shadow = rows(readFileSync(content('etc/shadow'), 'utf8'));
    const accounts = rows(readFileSync(content('etc/passwd'), 'utf8'));
    expect(shadow.map(([name]) => name)).toEqual(accounts.map(([name]) => name));
    for (const [, password] of shadow) expect(password).toBe('!');
    const groups = rows(readFileSync(content('etc/group'), 'utf8'));
    for (const [, , , gid] of accounts) expect(groups.map((group) => group[2])).toContain(gid);
    // OpenRC gives /run/lock to uucp, mdev gives /dev/kvm to kvm.
    for (const name of ['uucp', 'kvm', 'tty', 'disk']) expect(groups.map((group) => group[0])).toContain(name);
  });

  it('makes mount points, state folders and their modes', async () => {
    const { entries } = await runPhase(skeleton, room());
    for (const name of ['proc', 'sys', 'dev', 'run', 'mnt', 'var/log', 'var/lib'])
      expect(entries.get(name)).toMatchObject({ type: 'dir', mode: 0o755 });
    expect(entries.get('tmp')).toMatchObject({ type: 'dir', mode: 0o1777 });
    expect(entries.get('root')).toMatchObject({ type: 'dir', mode: 0o700 });
    expect(entries.get('var/run')).toMatchObject({ type: 'symlink', target: '../run' });
  });

  it("takes the host name from the deploy root's settings", async () => {
    const { content } = await runPhase(skeleton, room(), { settings: { hostname: 'node-7' } });
    expect(readFileSync(content('etc/hostname'), 'utf8')).toBe('node-7\n');
    expect(readFileSync(content('etc/hosts'), 'utf8')).toContain('127.0.1.1 node-7\n');
    const plain = await runPhase(skeleton, room());
    expect(readFileSync(plain.content('etc/hostname'), 'utf8')).toBe('smechvisor\n');
  });
});

describe('edit_inittab', () => {
  it('starts OpenRC and a login on tty1 alone; its own programs are in the skeleton', async () => {
    const dir = room();
    const { content } = await runPhase(inittab, dir);
    const { entries } = await runPhase(skeleton, dir);
    const lines = readFileSync(content('etc/inittab'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(':'));
    for (const level of ['sysinit', 'boot', 'default', 'shutdown'])
      expect(lines.map((line) => line[3])).toContain(`/sbin/openrc ${level}`);
    expect(lines.filter((line) => line[3]?.includes('getty ')).map((line) => line[0])).toEqual(['tty1']);
    for (const [, , , command = ''] of lines) {
      const program = command.split(' ')[0]?.slice(1) ?? '';
      if (program.startsWith('usr/lib/smech/')) expect(entries.get(program)).toMatchObject({ mode: 0o755 });
    }
  });
});
