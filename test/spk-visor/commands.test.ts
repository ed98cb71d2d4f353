import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { buildSpkVisor } from './build.js';
import { makeNode } from './ends.js';

const program = await buildSpkVisor();
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return { status, stdout, stderr };
};

describe('spk-visor', () => {
  it('tells its version, what it is made of, and how it is used', () => {
    expect(run('version')).toEqual({ status: 0, stdout: 'spk-visor 9.9.9\n', stderr: '' });
    expect(run('about').stdout).toContain('Mbed TLS');
    const help = run('help');
    expect(help.status).toBe(0);
    for (const command of ['deploy-system-img-copy CODE', 'receive-deploy', 'entire-system-upgrade URL|FOLDER'])
      expect(help.stdout).toContain(command);
    expect(run()).toMatchObject({ status: 2, stdout: help.stdout });
  });

  it.each(['system-install', 'userland-install'])('%s answers that the system is sealed', (command) => {
    const { status, stderr } = run(command, 'anything');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^spk-visor: The system is sealed: .*\n$/);
  });

  it.each([
    [['depoly'], 'There is no command depoly'],
    [['deploy-system-img-copy'], 'The code is missing'],
    [['deploy-system-img-copy', 'ACD'], 'A code has 7 characters'],
    [['deploy-system-img-copy', 'AAAAAAAA'], 'A code has 7 characters'],
    [['deploy-system-img-copy', 'AAAA0AA'], 'A code has the characters'],
    [['deploy-system-img-copy', 'AAAAAAA', 'more'], 'a word too many: more'],
    [['deploy-system-img-copy', 'AAAAAAA', '--to'], 'The option --to needs a value'],
    [['deploy-system-img-copy', 'AAAAAAA', '--to', 'host'], 'no IPv4 address'],
    [['deploy-system-img-copy', 'AAAAAAA', '--port', '0'], '0 is no port'],
    [['receive-deploy', '--disk-bytes', '-1'], '-1 is no number'],
    [['receive-deploy', '--size', '1'], 'There is no option --size'],
    [['entire-system-upgrade'], 'Say where the packages are'],
    [['entire-system-upgrade', 'http://host/folder'], '--sums HASH is needed'],
  ])('refuses %j with a sentence', (args, sentence) => {
    const { status, stdout, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^spk-visor: [^\n]*\n$/);
    expect(stderr).toContain(sentence);
  });

  it('looks at its own side before it looks for a shim', () => {
    const dir = room();
    const { packages, shadow } = makeNode(dir);
    const deploy = (...args: string[]) => run('deploy-system-img-copy', 'AAAAAAA', ...args);
    expect(deploy('--packages', dir, '--shadow', shadow).stderr).toContain(`${dir}/SHA256SUMS can't be read`);
    writeFileSync(shadow, 'root:*:1::::::\n');
    expect(deploy('--packages', packages, '--shadow', shadow).stderr).toContain('root has no password here');
    writeFileSync(path.join(packages, 'smechvisor-base.tar.xz'), 'text');
    expect(deploy('--packages', packages, '--shadow', shadow).stderr).toContain('is no whole .xz file');
  });

  it('receives into an empty folder only', () => {
    const dir = room();
    writeFileSync(path.join(dir, 'mine'), '');
    expect(run('receive-deploy', '--into', dir)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is not empty'),
    });
  });
});
