import { describe, expect, it } from 'vitest';
import { smechos } from '../../src/profiles/smechos.js';
import { measuredEffort } from '../../src/runner/measured-effort.js';
import { catalog } from '../../src/sources/catalog.js';
import { needsOf, recipesOf } from './phase-recipes.js';

const desktop = ['03_compile_qt_deps', 'compile_mesa_stack'];

describe.each(['source', 'prebuilt'] as const)(
  'recipes of the desktop (%s where there is a choice)',
  async (provision) => {
    const all = await recipesOf(smechos, desktop, provision);

    it('stand after all that they need, each unit once', () => {
      const before = new Set<string>();
      for (const one of all) {
        for (const need of needsOf(one)) expect(before, `${one.unit} needs ${need}`).toContain(need);
        expect(before).not.toContain(one.unit);
        before.add(one.unit);
      }
    });

    it('name sources of the catalog that the archive of Debian has', () => {
      for (const { unit, recipe } of all) {
        for (const source of recipe.sources) {
          const entry = catalog.find(({ name }) => name === source);
          expect(entry, `${unit}: ${source}`).toBeDefined();
          const [first] = entry?.variants ?? [];
          for (const file of first?.files ?? [])
            expect(
              file.places.map(({ kind }) => kind),
              file.file,
            ).toContain(first?.prebuilt ? 'debian-binary' : 'debian-source');
        }
      }
    });

    it('bring the programs that they start on the build machine along, or name their packages', () => {
      for (const { unit, recipe } of all) {
        const programs = new Set(recipe.steps.map(({ argv }) => argv[0]));
        const own = (recipe.hostDependencies ?? []).map((name) => name.split('/').at(-1));
        const tools = recipe.tools.map(({ command }) => command);
        for (const program of ['meson', 'ninja', 'cmake', 'make', 'autoreconf'])
          if (programs.has(program)) expect([...tools, ...own], unit).toContain(program);
        const scans = recipe.steps.some(({ env }) => env?.PKG_CONFIG_PATH_FOR_BUILD?.startsWith('@host@'));
        expect(own.includes('wayland-scanner'), unit).toBe(scans);
      }
    });

    it('were measured, unless nobody has compiled them', () => {
      const unmeasured = all.filter(
        ({ unit, recipe }) => (recipe.cpuSeconds ?? measuredEffort.smechos?.[unit]) === undefined,
      );
      expect(unmeasured.map(({ unit }) => unit)).toEqual(
        all.filter(({ recipe }) => recipe.untried).map(({ unit }) => unit),
      );
    });

    it('ship nothing of what only helps compiling', () => {
      for (const { unit, recipe } of all) {
        const host = recipe.libc !== 'glibc';
        if (host) expect(recipe.ship, unit).toEqual([]);
        else expect(recipe.interpreter, unit).toBe('/lib64/ld-linux-x86-64.so.2');
      }
    });
  },
);
