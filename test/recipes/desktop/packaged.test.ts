import { describe, expect, it } from 'vitest';
import { modulesOf } from '../../../src/recipes/desktop/stack/modules.js';
import { findEntry } from '../../../src/sources/catalog.js';

describe("a distribution's packages in place of a source", () => {
  // All that there is of libudev: its steps are those already.
  const modules = modulesOf('trixie').filter(({ name }) => name !== 'libudev');

  it('are what the catalog has as a last place, and the other way round', () => {
    const inCatalog = modules.filter(({ name }) => findEntry(name).variants.some(({ prebuilt }) => prebuilt));
    expect(inCatalog.map(({ name }) => name)).toContain('libei');
    expect(modules.filter(({ packaged }) => packaged).map(({ name }) => name)).toEqual(
      inCatalog.map(({ name }) => name),
    );
  });

  it('compile nothing', () => {
    const compilers = ['cmake', 'meson', 'ninja', 'make', './configure'];
    for (const { packaged } of modules)
      for (const { argv } of packaged?.steps ?? []) expect(compilers).not.toContain(argv[0]);
  });
});
