import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';

const root = mkdtempSync(path.join(tmpdir(), 'smech-grub-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const sh = (...args: string[]) => spawnSync('sh', args, { encoding: 'utf8' });

describe('GRUB in the target', () => {
  it('has the IOMMU on for every kernel', () => {
    const { stdout } = sh('-c', `. ${packageFile('config/grub/default')}; echo "$GRUB_CMDLINE_LINUX"`);
    expect(stdout.trim().split(' ')).toEqual(['intel_iommu=on', 'amd_iommu=on', 'iommu=pt']);
  });

  it('update-grub says what it misses', () => {
    const update = packageFile('config/grub/update-grub');
    expect(sh(update, root)).toMatchObject({
      status: 1,
      stderr: `update-grub: ${root}/etc/default/grub can't be read\n`,
    });
    mkdirSync(path.join(root, 'etc/default'), { recursive: true });
    writeFileSync(path.join(root, 'etc/default/grub'), '');
    const { status, stderr } = sh(update, root);
    expect(status).toBe(1);
    expect(stderr).toMatch(/is on '', which is no block device that could be booted from/);
  });
});
