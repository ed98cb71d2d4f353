import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deployRoot } from './deploy-root.js';
import { temporaryFolder } from './tools.js';

const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

describe.skipIf(!canMount)('what a script mounts in the target (root needed)', { timeout: 120_000 }, () => {
  const bind = (source: string) =>
    `mkdir -p "$SMECH_TARGET/src"; mount --bind '${source}' "$SMECH_TARGET/src"; echo made >"$SMECH_TARGET/made"\n`;
  const precious = () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'thesis.txt'), 'years of work');
    return folder;
  };

  it('is never taken for its own work, whether it ends well or not, and stays as it is', async () => {
    const folder = precious();
    const deploy = deployRoot({ '01_a': `${bind(folder)}false\n` });
    expect((await deploy.cli('run')).code).toBe(1);
    deploy.script('01_a', bind(folder));
    expect((await deploy.cli('run')).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
    expect(readdirSync(deploy.target).sort()).toEqual(['.smechdeploy-target', 'made', 'src']);
    expect(readdirSync(path.join(deploy.target, 'src'))).toEqual([]);
    expect((await deploy.cli('logs', '01_a')).stdout).toContain(`unmounted now: ${deploy.target}/src.`);
    expect((await deploy.cli('run')).stdout).toMatch(/Nothing to do/);
  });

  it('by hand beforehand is refused before anything is touched', async () => {
    const folder = precious();
    const deploy = deployRoot({ '01_a': 'echo one >"$SMECH_TARGET/one"\n' });
    expect((await deploy.cli('run')).code).toBe(0);
    const inside = path.join(deploy.target, 'mnt');
    mkdirSync(inside);
    expect(spawnSync('mount', ['--bind', folder, inside]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', [inside]));
    const ended = await deploy.cli('run', '01_a');
    expect([ended.code, ended.stderr]).toEqual([
      3,
      `Something is mounted at ${inside}, inside the target ${deploy.target}: unmount it, then run again.\n`,
    ]);
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });
});
