import { lstatSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkTree } from '../../src/layers/link.js';
import { makeLayer, room } from './fixtures.js';

describe('linkTree', () => {
  it('links several layers into one sysroot: folders merged, the later wins, links stay inside', async () => {
    const here = room();
    const dest = path.join(here, 'sysroot');
    const one = await makeLayer(here, 'one', {
      lib: '-> usr/lib',
      'usr/lib/a': 'old',
      'usr/lib/keep': 'k',
      'usr/lib/abs': '-> /lib/a',
      'usr/lib/twin': '= usr/lib/a',
    });
    const two = await makeLayer(here, 'two', { lib: '/', 'lib/a': 'new', 'usr/lib/doc': '-> a' });
    for (const { tree, manifest } of [one, two]) linkTree(tree, manifest, dest);
    const read = (name: string) => readFileSync(path.join(dest, name), 'utf8');
    expect(readlinkSync(path.join(dest, 'lib'))).toBe('usr/lib');
    expect([read('usr/lib/a'), read('usr/lib/keep'), read('usr/lib/abs'), read('lib/doc'), read('lib/twin')]).toEqual([
      'new',
      'k',
      'new',
      'new',
      'old',
    ]);
    expect(readlinkSync(path.join(dest, 'usr/lib/abs'))).toBe('../../lib/a');
    expect(lstatSync(path.join(dest, 'usr/lib/keep')).ino).toBe(lstatSync(path.join(one.tree, 'usr/lib/keep')).ino);
    expect(readFileSync(path.join(one.tree, 'usr/lib/a'), 'utf8')).toBe('old');
  });

  it('links what is at globs only', async () => {
    const here = room();
    const layer = await makeLayer(here, 'one', { 'usr/include/a.h': '', 'usr/bin/a': '' });
    linkTree(layer.tree, layer.manifest, path.join(here, 's'), { globs: ['usr/include/**'] });
    expect(lstatSync(path.join(here, 's/usr/include/a.h')).isFile()).toBe(true);
    expect(lstatSync(path.join(here, 's/usr/bin'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('copies to another file system', async () => {
    const here = room();
    const layer = await makeLayer(here, 'one', { a: 'x' });
    const dest = `/dev/shm/${path.basename(here)}`;
    try {
      linkTree(layer.tree, layer.manifest, dest);
      expect(readFileSync(path.join(dest, 'a'), 'utf8')).toBe('x');
    } finally {
      rmSync(dest, { recursive: true, force: true });
    }
  });
});
