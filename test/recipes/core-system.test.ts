import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { coreSystem } from '../../src/recipes/core/core-system.js';
import { catalog } from '../../src/sources/catalog.js';

const shipped = (name: string, file: string) => {
  const recipe = coreSystem.find((one) => one.name === name);
  if (!recipe) throw new Error(`no recipe ${name}`);
  const matches = (globs: string[]) => globs.length > 0 && picomatch(globs, { dot: true })(file);
  return matches(recipe.ship) && !matches(recipe.omit ?? []);
};

describe('recipes of the core system', () => {
  it('stand after what they need, which is of their own phase, and name sources of the catalog', () => {
    const names = coreSystem.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, { name, dependencies, sources }] of coreSystem.entries()) {
      for (const need of dependencies) expect(names.slice(0, index), name).toContain(need);
      for (const source of sources) expect(catalog.map((entry) => entry.name)).toContain(source);
    }
  });

  it('keep the two C libraries apart', () => {
    const muslFiles = ['lib/ld-musl-x86_64.so.1', 'usr/lib/libc.so', 'usr/bin/ls', 'bin/ls'];
    for (const { name, libc, dependencies, interpreter } of coreSystem) {
      if (libc === 'glibc') {
        expect(dependencies, name).not.toContain('musl');
        expect(interpreter, name).toBe('/lib64/ld-linux-x86-64.so.2');
      }
      if (['musl', 'linux-headers', 'busybox-static'].includes(name))
        expect(
          muslFiles.filter((file) => shipped(name, file)),
          name,
        ).toEqual([]);
    }
    expect(shipped('busybox-static', 'usr/lib/musl/bin/busybox')).toBe(true);
    expect(coreSystem.find(({ name }) => name === 'busybox-static')?.interpreter).toBe('static');
  });

  it('leave to the restored base what lets somebody in', () => {
    const args = JSON.stringify(coreSystem.find(({ name }) => name === 'util-linux')?.steps);
    for (const program of ['login', 'su', 'runuser', 'sulogin', 'agetty', 'chfn-chsh'])
      expect(args).toContain(`"--disable-${program}"`);
    expect(coreSystem.map(({ name }) => name)).not.toContain('shadow');
  });
});
