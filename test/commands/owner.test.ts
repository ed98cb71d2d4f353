import { describe, expect, it } from 'vitest';
import { pathWithin } from '../../src/runner/owners.js';
import { deployRoot } from '../runner/deploy-root.js';

describe('owner', () => {
  it('says which phase a file comes from, by any of its paths, and what was done to it by hand', async () => {
    const deploy = deployRoot({
      '01_a': 'mkdir -p "$SMECH_TARGET/etc" && echo one >"$SMECH_TARGET/etc/it"\n',
      '02_b': 'echo two >"$SMECH_TARGET/etc/it"\n',
    });
    expect((await deploy.cli('run')).code).toBe(0);
    const { stdout, stderr, code } = await deploy.cli('owner', `${deploy.target}/etc/it`, '/etc');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\/etc\/it: 02_b \(file, 4 B, mode 0\d{3}, owner \d+:\d+\)$/m);
    expect(stdout).toMatch(/^ {2}in place of what 01_a put there$/m);
    expect(stdout).toMatch(/^\/etc: 0\d_\w \(dir, /m);
    const strange = await deploy.cli('owner', 'etc/it', 'usr/bin/nothing', '--json');
    expect(strange.code).toBe(2);
    expect(strange.stderr).toContain('No phase of smechvisor put usr/bin/nothing into the system');
    expect(JSON.parse(strange.stdout)).toMatchObject({
      schemaVersion: 1,
      files: [
        { path: 'etc/it', unit: '02_b', covers: ['01_a'], kept: null },
        { path: null, unit: null },
      ],
    });
  });

  it.each([
    ['/mnt/t/usr/bin/x', 'usr/bin/x'],
    ['/usr//bin/./x', 'usr/bin/x'],
    ['usr/bin/x', 'usr/bin/x'],
    ['/mnt/t', ''],
    ['/mnt/target/x', 'mnt/target/x'],
  ])('takes %s for %s', (name, within) => {
    expect(pathWithin(name, '/mnt/t')).toBe(within);
  });
});
