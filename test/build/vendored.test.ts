import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { make } from '../../src/build/drivers/index.js';
import { hashSourceTree } from '../../src/host/source-tree.js';
import { type Room, read, recipe, room } from './fixtures.js';

const makefile = [
  'all: p made',
  'p: p.c',
  '\t$(CC) -o p p.c',
  // As configure scripts are made by autoconf: to be left alone although a checkout gave it an older time.
  'made: made.in',
  '\tfalse',
  'install:',
  '\tmkdir -p $(DESTDIR)/bin',
  '\tinstall -m 755 p script $(DESTDIR)/bin',
  '',
].join('\n');

/** essentials/p of the room: with version control, a link and an executable script. */
function vendored(here: Room): string {
  const tree = path.join(here.root, 'essentials/p');
  mkdirSync(path.join(tree, '.git'), { recursive: true });
  mkdirSync(path.join(tree, 'src'));
  writeFileSync(path.join(tree, '.git/HEAD'), '');
  writeFileSync(path.join(tree, 'Makefile'), makefile);
  writeFileSync(path.join(tree, 'src/p.c'), 'int main(void) { return 0; }\n');
  symlinkSync('src/p.c', path.join(tree, 'p.c'));
  writeFileSync(path.join(tree, 'script'), '#!/bin/sh\n');
  chmodSync(path.join(tree, 'script'), 0o755);
  execFileSync('sh', ['-c', 'touch -d 2020-01-01 made; touch made.in; chmod -R a-w .'], { cwd: tree });
  return tree;
}

const sourceOf = async (tree: string, place = 'essentials/p') => ({
  name: 'p',
  version: 'unknown',
  license: 'MIT',
  prebuilt: false,
  files: [],
  tree: { path: tree, place, sha256: await hashSourceTree(tree) },
});

it('compiles a copy of a vendored tree, which stays as it was, and records what it was', {
  timeout: 60_000,
}, async () => {
  const here = room();
  const tree = vendored(here);
  const source = await sourceOf(tree);
  const keep = { title: 'look', argv: ['sh', '-c', 'ls -A >@dest@/list'], fakeroot: true };
  const manifest = await here.build(recipe('p', { steps: [...make(), keep] }), {}, { sources: [source] });
  expect(manifest.sources).toEqual([
    {
      ...{ name: 'p', version: 'unknown', license: 'MIT', prebuilt: false, vendored: true },
      ...{ file: 'essentials/p', sha256: source.tree.sha256 },
    },
  ]);
  expect(execFileSync(path.join(here.tree(manifest), 'bin/p'))).toEqual(Buffer.alloc(0));
  expect(statSync(path.join(here.tree(manifest), 'bin/script')).mode & 0o111).toBe(0o111);
  expect(read(here.tree(manifest), 'list').split('\n')).not.toContain('.git');
  expect(await hashSourceTree(tree)).toBe(source.tree.sha256);
  expect(readdirSync(tree).sort()).toEqual(['.git', 'Makefile', 'made', 'made.in', 'p.c', 'script', 'src']);
});

it('refuses a tree that is not the one it was told of', async () => {
  const here = room();
  const tree = vendored(here);
  const source = await sourceOf(tree);
  chmodSync(path.join(tree, 'src'), 0o755);
  writeFileSync(path.join(tree, 'src/more.c'), '');
  const built = here.build(recipe('p', { steps: make() }), {}, { sources: [source] });
  await expect(built).rejects.toThrow(`${tree} was changed while it was read: run it again.`);
  expect(existsSync(here.layout.cache.layers)).toBe(false);
});
