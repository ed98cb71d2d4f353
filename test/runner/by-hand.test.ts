import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployRoot } from './deploy-root.js';

describe('a script on a target', { timeout: 120_000 }, () => {
  it('that was changed by hand writes over nothing of it', async () => {
    const deploy = deployRoot({ '01_a': 'echo built >"$SMECH_TARGET/aa"; [ ! -e "$SMECH_ROOT/broken" ]\n' });
    const file = path.join(deploy.target, 'aa');
    expect((await deploy.cli('run')).code).toBe(0);
    writeFileSync(file, 'edited\n');
    const again = await deploy.cli('run', '01_a');
    expect([again.code, readFileSync(file, 'utf8')]).toEqual([0, 'edited\n']);
    expect(again.stdout).toContain('Kept aa as it was changed by hand');
    writeFileSync(path.join(deploy.root, 'broken'), '');
    expect((await deploy.cli('run', '01_a')).code).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('edited\n');
  });

  it('has the lines of this program after its own last one, ended or not', async () => {
    const deploy = deployRoot({ '01_a': 'printf "no newline at end"\n' });
    expect((await deploy.cli('run')).code).toBe(0);
    expect((await deploy.cli('logs', '01_a')).stdout).toContain('no newline at end\nTarget ');
  });

  it('that removes the target itself fails with that', async () => {
    const deploy = deployRoot({ '01_a': 'rm -rf "$SMECH_TARGET"\n' });
    const ended = await deploy.cli('run');
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`The script removed the target ${deploy.target} itself`);
    expect(ended.stdout).not.toContain('ENOENT');
  });
});
