import { describe, expect, it } from 'vitest';
import { DeploySettings, type DesktopSet } from '../../../src/host/settings.js';
import { compareVersions } from '../../../src/host/version.js';
import { modulesOf } from '../../../src/recipes/desktop/stack/modules.js';
import { versionSet } from '../../../src/recipes/desktop/stack/version-metadata.js';
import { findEntry } from '../../../src/sources/catalog.js';
import { variantInForce } from '../../../src/sources/variants.js';

const settings = (set: DesktopSet) => DeploySettings.parse({ versionSet: set });
const catalog = (set: DesktopSet) => (name: string) => variantInForce(findEntry(name), settings(set)).version;
const versions = (set: DesktopSet, trees: Record<string, string> = {}) =>
  versionSet(settings(set), { catalog: catalog(set), vendored: (name) => trees[name] ?? null });

describe('the versions that a desktop is built from', () => {
  it.each(['trixie', 'spec'] as const)('are those of the set %s, none above what one of its modules has', (set) => {
    const [kwin, lowered] = [catalog(set)('kwin'), versions(set)];
    const series = kwin.split('.').slice(0, 2).join('.');
    expect(lowered.plasma.startsWith(`${series}.`)).toBe(true);
    for (const { name, groups } of modulesOf(set)) {
      const version = catalog(set)(name);
      if (groups.includes('frameworks')) expect(compareVersions(version, lowered.frameworks), name).toBe(0);
      else if (groups.includes('plasma') && version.startsWith(`${series}.`))
        expect(compareVersions(version, lowered.plasma), name).toBeGreaterThanOrEqual(0);
    }
  });

  it('are lowered by an older tree of a module, and not raised by a newer one', () => {
    expect(versions('spec', { kwayland: '6.5.0', kconfig: '6.20.0' })).toMatchObject({
      plasma: '6.5.0',
      frameworks: '6.20.0',
    });
    expect(versions('spec', { kwayland: '6.9.0', kconfig: '6.99.0' })).toEqual(versions('spec'));
  });
});
