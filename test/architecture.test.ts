import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { init, parse } from 'es-module-lexer';
import { glob } from 'tinyglobby';
import { beforeAll, describe, expect, it } from 'vitest';
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
  orders: ['host', 'profiles', 'phases'],
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
  'cli.js': ['commands', 'host', 'orders'],
};

const dist = packageFile('dist');
const roomOf = (file: string) => path.relative(dist, file).split(path.sep)[0] ?? '';
const imports: { from: string; to: string; file: string }[] = [];

beforeAll(async () => {
  await init;
  const files = await glob('**/*.js', { cwd: dist, absolute: true });
  for (const file of files) {
    for (const { specifier } of parse(await readFile(file, 'utf8'))[0]) {
      if (!specifier?.startsWith('.')) continue;
      imports.push({ from: roomOf(file), to: roomOf(path.resolve(path.dirname(file), specifier)), file });
    }
  }
});

describe('rooms', () => {
  it('import only in the direction of the design', () => {
    const wrong = imports.filter(({ from, to }) => from !== to && !allowed[from]?.includes(to));
    expect(wrong.map(({ file, to }) => `${path.relative(dist, file)} imports ${to}`)).toEqual([]);
  });
});
