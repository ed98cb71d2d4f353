import { readFileSync } from 'node:fs';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../src/host/package.js';

/** Room -> rooms it may import, beside itself. As in ARCHITECTURE.md. */
const allowed: Record<string, string[]> = {
  state: [],
  host: ['state'],
  profiles: [],
  ui: ['state'],
  sources: ['host'],
  recipes: ['build', 'host'],
  layers: ['host'],
  build: ['host', 'layers', 'recipes', 'state'],
  image: ['host', 'layers'],
  verify: ['host', 'image', 'state'],
  orders: ['host', 'profiles'],
  scripts: ['host', 'orders'],
  phases: ['host', 'recipes', 'layers', 'build', 'image', 'sources', 'profiles'],
  runner: [
    'host',
    'state',
    'phases',
    'recipes',
    'layers',
    'build',
    'image',
    'sources',
    'orders',
    'scripts',
    'profiles',
  ],
  commands: [
    'host',
    'state',
    'runner',
    'ui',
    'profiles',
    'orders',
    'sources',
    'verify',
    'image',
    'layers',
    'phases',
    'scripts',
  ],
  'cli.ts': ['commands', 'host', 'orders'],
};

const src = packageFile('src');
const roomOf = (file: string) => path.relative(src, file).split(path.sep)[0] ?? '';

/** Of values and of types alike, which compiled files no longer show. */
const imports = (await glob('**/*.{ts,tsx}', { cwd: src, absolute: true })).flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import)[ (]'(\.[^']+)'/g)].map(([, specifier = '']) => ({
    ...{ file, from: roomOf(file), to: roomOf(path.resolve(path.dirname(file), specifier).replace(/\.js$/, '.ts')) },
  })),
);

describe('rooms', () => {
  it('import only in the direction of the design', () => {
    const wrong = imports.filter(({ from, to }) => from !== to && !allowed[from]?.includes(to));
    expect(wrong.map(({ file, to }) => `${path.relative(src, file)} imports ${to}`)).toEqual([]);
  });

  it('may import no more than they do', () => {
    const made = new Set(imports.map(({ from, to }) => `${from} -> ${to}`));
    const permitted = Object.entries(allowed).flatMap(([from, rooms]) => rooms.map((to) => `${from} -> ${to}`));
    expect(permitted.filter((one) => !made.has(one))).toEqual([]);
  });
});
