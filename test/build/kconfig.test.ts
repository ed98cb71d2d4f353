import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kbuild } from '../../src/build/drivers/index.js';
import { joinKconfig, mergeKconfig, missingKconfig } from '../../src/build/kconfig.js';
import { programEntry } from '../../src/host/package.js';
import { recipe, room, sourceArchive, temporaryFolder } from './fixtures.js';

const symbol = fc.stringMatching(/^CONFIG_[A-Z0-9_]{1,8}$/);
const value = fc.oneof(fc.constantFrom('y', 'm', '42', '0x1000', '"a b"', '""'), fc.constant(null));
const settings = fc.dictionary(symbol, value);
const text = (all: Record<string, string | null>) =>
  Object.entries(all)
    .map(([name, set]) => (set === null ? `# ${name} is not set` : `${name}=${set}`))
    .join('\n');

describe('missingKconfig', () => {
  it('finds nothing in a configuration that has the fragment, in any order, among other lines', () => {
    fc.assert(
      fc.property(settings, settings, (asked, others) => {
        const config = text({ ...others, ...asked });
        expect(missingKconfig(`# a comment\n${text(asked)}\n\n`, `#\n# Automatically generated\n${config}`)).toEqual(
          [],
        );
      }),
    );
  });

  it('names exactly the lines that were dropped or changed', () => {
    fc.assert(
      fc.property(settings, fc.array(symbol), (asked, dropped) => {
        const kept = Object.fromEntries(Object.entries(asked).filter(([name]) => !dropped.includes(name)));
        const expected = Object.entries(asked).filter(([name, set]) => dropped.includes(name) && set !== null);
        expect(missingKconfig(text(asked), text(kept))).toEqual(expected.map(([name, set]) => `${name}=${set}`));
      }),
    );
  });

  it('tells y from m, =n from set, a symbol from one whose name begins alike', () => {
    expect(missingKconfig('CONFIG_A=y', 'CONFIG_A=m')).toEqual(['CONFIG_A=y']);
    expect(missingKconfig('CONFIG_A=n', '')).toEqual([]);
    expect(missingKconfig('# CONFIG_A is not set', 'CONFIG_A=y')).toEqual(['# CONFIG_A is not set']);
    expect(missingKconfig('CONFIG_A=y', 'CONFIG_AB=y')).toEqual(['CONFIG_A=y']);
  });
});

describe('merging fragments', () => {
  it('has every line of the fragment and keeps what it does not speak of', () => {
    fc.assert(
      fc.property(settings, settings, (base, asked) => {
        const merged = mergeKconfig(text(base), text(asked));
        expect(missingKconfig(text(asked), merged)).toEqual([]);
        const untouched = Object.fromEntries(Object.entries(base).filter(([name]) => !Object.hasOwn(asked, name)));
        expect(missingKconfig(text(untouched), merged)).toEqual([]);
      }),
    );
  });

  it('lets the later fragment win', () => {
    expect(joinKconfig(['CONFIG_A=y\nCONFIG_B=y\n', 'CONFIG_A=m\n'])).toBe('CONFIG_B=y\nCONFIG_A=m\n');
  });
});

describe('smech-kconfig', () => {
  it('fails with the lines that are missing and what stands in their place', () => {
    const dir = temporaryFolder();
    const file = (name: string, content: string) => {
      writeFileSync(path.join(dir, name), content);
      return path.join(dir, name);
    };
    const config = file('.config', 'CONFIG_KVM=m\n');
    const fragment = file('fragment', 'CONFIG_KVM=y\nCONFIG_SQUASHFS=y\n');
    const { status, stderr } = spawnSync(
      process.execPath,
      [programEntry('build/kconfig-main.js'), 'check', config, fragment],
      { encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr).toContain(`2 requested line(s) did not make it into ${config}: CONFIG_KVM=y, CONFIG_SQUASHFS=y`);
    expect(stderr).toContain('CONFIG_KVM=y   (there: CONFIG_KVM=m)');
  });

  it('stops a kbuild recipe whose fragment is not met', { timeout: 180_000 }, async () => {
    // A stand-in with kbuild's targets: its allnoconfig drops what depends on something that is off.
    const makefile = [
      'allnoconfig:',
      '\t@grep -v SQUASHFS $(KCONFIG_ALLCONFIG) >$(O)/.config',
      'bzImage:',
      '\techo image >$(O)/bzImage',
      '\t@echo "  CC      one.o"',
      'install:',
      '\tinstall -D $(O)/bzImage $(INSTALL_PATH)/bzImage',
      '',
    ].join('\n');
    const archive = sourceArchive('toy', { Makefile: makefile });
    const toy = (fragment: string) =>
      recipe('toy', {
        libc: 'none',
        interpreter: 'any',
        files: { 'a.config': { text: fragment } },
        steps: kbuild({
          base: 'allnoconfig',
          fragments: ['a.config'],
          targets: ['bzImage'],
          install: [['INSTALL_PATH=@dest@/boot', 'install']],
        }),
      });
    const here = room();
    await expect(here.build(toy('CONFIG_KVM=y\nCONFIG_SQUASHFS=y\n'), { toy: [archive] })).rejects.toThrow(
      /^phase\/toy: the step "configure: check" exited with 1: smech-kconfig: error: 1 requested line\(s\) .*: CONFIG_SQUASHFS=y \(line \d+ of .*log\); its work folder .* is kept\.$/,
    );
    expect((await here.build(toy('CONFIG_KVM=y\n'), { toy: [archive] })).entries.map((entry) => entry.path)).toEqual([
      'boot',
      'boot/bzImage',
    ]);
  });
});
