import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArtifactBoot } from '../../src/image/artifact-manifest.js';
import { consoleArguments, grubConfig, quote } from '../../src/phases/visor/grub-config.js';
import { installBoot, installMenu } from '../../src/phases/visor/install-menu.js';
import { shimBoot, shimMenu } from '../../src/phases/visor/shim-menu.js';

const check = (config: string) => spawnSync('grub-script-check', { input: config, encoding: 'utf8' });

describe('boot menus', () => {
  it.each([
    ['install medium', installMenu],
    ['deploy shim', shimMenu],
  ])('%s: GRUB understands it', (_, menu) => {
    expect(check(grubConfig(menu))).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['install medium', installMenu, installBoot],
    ['deploy shim', shimMenu, shimBoot],
  ])('%s: what verify presses starts the entry on the serial console', (_, menu, boot) => {
    expect(ArtifactBoot.parse(boot)).toEqual(boot);
    const serial = menu.entries.find((entry) => entry.title === boot.entry);
    expect(serial?.hotkey).toBe(boot.serialKeys[0]?.send);
    expect(serial?.commands.join('\n')).toMatch(/console=ttyS0,115200$/m);
    const keys = menu.entries.map((entry) => entry.hotkey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('starts the live system with the IOMMU on, on the screen unless told otherwise', () => {
    const [first] = installMenu.entries;
    expect(first?.commands[0]).toContain(' smech.live intel_iommu=on amd_iommu=on iommu=pt ');
    expect(first?.commands[0]).toMatch(/console=tty0$/);
    expect(consoleArguments(true).at(-1)).toBe('console=ttyS0,115200');
  });

  it('keeps any title in one word', () => {
    const title = fc.string({ unit: 'binary-ascii' }).filter((text) => !/[\0\n\r]/.test(text));
    fc.assert(
      fc.property(title, (text) => {
        const shell = spawnSync('sh', ['-c', `printf %s ${quote(text)}`], { encoding: 'utf8' });
        expect(shell.stdout).toBe(text);
        expect(check(grubConfig({ timeoutSeconds: 1, entries: [{ title: text, commands: ['true'] }] })).status).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});
