import path from 'node:path';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { smechvisor } from '../../src/profiles/smechvisor.js';
import { catalog } from '../../src/sources/catalog.js';
import { needsOf, recipesOf } from './phase-recipes.js';

const order = [
  '10_bootstrap_musl',
  '11_bootstrap_userland_musl',
  'deploy_openrc',
  'compile_kernel',
  '02_compile_grub_efi',
  '13_install_smechvisor',
];

const tokens = new Set(['src', 'build', 'dest', 'sysroot', 'files', 'tools', 'host', 'work', 'jobs', 'epoch']);

describe.each(['source', 'prebuilt'] as const)('recipes of SmechVisor (OpenRC: %s)', async (provision) => {
  const all = await recipesOf(smechvisor, order, provision);
  const units = new Map(all.map((one) => [one.unit, one]));
  it('form a graph without cycles over recipes of the same or an earlier phase', () => {
    expect(units.size).toBe(all.length);
    const depth = (unit: string, above: string[]): number => {
      expect(above, `${unit} needs itself`).not.toContain(unit);
      const one = units.get(unit);
      if (!one) throw new Error(`${above.at(-1)} needs ${unit}, which there is not`);
      return 1 + Math.max(0, ...needsOf(one).map((need) => depth(need, [...above, unit])));
    };
    for (const one of all) {
      depth(one.unit, []);
      for (const need of needsOf(one))
        expect(order.indexOf(need.split('/')[0] ?? '')).toBeLessThanOrEqual(order.indexOf(one.phase));
    }
  });

  it('name sources of the catalog, tools with packages and tokens that exist', () => {
    const names = new Set(catalog.map((entry) => entry.name));
    for (const { unit, recipe } of all) {
      for (const source of recipe.sources) expect(names, unit).toContain(source);
      for (const tool of recipe.tools)
        expect(tool.package, `${unit}: ${tool.command}`).toMatch(/^[a-z0-9][a-z0-9.+-]+$/);
      for (const [, token = ''] of JSON.stringify(recipe.steps).matchAll(/@([a-z]+)@/g))
        expect(tokens, unit).toContain(token);
      for (const [, file = ''] of JSON.stringify(recipe.steps).matchAll(/@files@\/([\w.-]+)/g))
        expect(recipe.files, unit).toHaveProperty([file]);
    }
  });

  it('ship programs and libraries only', () => {
    const development = [
      'usr/include/x.h',
      'usr/lib/libx.a',
      'usr/lib/libx.so',
      'usr/lib/crt1.o',
      'usr/lib/pkgconfig/x.pc',
      'lib/pkgconfig/x.pc',
      'usr/share/man/man8/x.8',
      'usr/share/locale/de/x.mo',
      'usr/share/doc/x/README',
      'usr/share/info/x.info',
      'usr/share/bash-completion/completions/x',
    ];
    for (const { unit, recipe } of all) {
      for (const glob of [...recipe.ship, ...(recipe.omit ?? [])]) {
        expect(glob, unit).not.toMatch(/^[/.]|\/$|\/\//);
        expect(path.posix.normalize(glob), unit).toBe(glob);
      }
      const ships = recipe.ship.length === 0 ? () => false : picomatch(recipe.ship, { dot: true });
      expect(
        development.filter((file) => ships(file)),
        unit,
      ).toEqual([]);
    }
  });

  it('count their compiles where nothing else tells how far they are', () => {
    for (const { unit, recipe } of all) {
      for (const { progress } of recipe.steps) {
        if (progress?.kind !== 'lines') continue;
        expect(() => new RegExp(progress.pattern), unit).not.toThrow();
        expect(progress.total, unit).toBeGreaterThan(0);
      }
    }
  });
});
