import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../src/sources/define.js';
import { planFetch } from '../../src/sources/plan.js';
import { locateSource, missingSources, provisionOf, sourceIdentity } from '../../src/sources/resolve.js';
import { vendoredTree } from '../../src/sources/vendored-tree.js';
import { entryOf, sourceFile, Workplace } from './workplace.js';

const content = Buffer.from('an archive');
// Nobody listens there: what asks the network fails.
const file = sourceFile('kcodecs-6.13.0.tar.xz', content, ['http://127.0.0.1:9/kcodecs-6.13.0.tar.xz']);
const entry: CatalogEntry = entryOf('kcodecs', { version: '6.13.0', files: [file], note: 'repacked' });
const lists = `set(KF_VERSION "6.30.0") # by release scripts\nproject(KCodecs VERSION \${KF_VERSION})\n`;

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

const tree = () => vendoredTree('kcodecs', place.layout, [entry]);
const identity = () => sourceIdentity('kcodecs', place.layout, place.settings, [entry]);
const missing = () => missingSources(['kcodecs'], place.layout, place.settings, { entries: [entry] });

describe('where a tree may lie', () => {
  it.each(['essentials/kcodecs', 'essentials/sources/kcodecs', 'deps/kcodecs', 'deps/others/kcodecs'])(
    '%s',
    async (at) => {
      expect(tree()).toBeNull();
      await place.put(`${at}/CMakeLists.txt`, lists);
      expect(tree()).toEqual({ place: at, path: path.join(place.layout.root, at), version: '6.30.0' });
    },
  );

  it('not inside of another tree, nor where files of sources are kept', async () => {
    await place.put('essentials/mytree/CMakeLists.txt', '');
    await place.put('essentials/mytree/kcodecs/CMakeLists.txt', lists);
    await place.put('deps/kio/kcodecs/CMakeLists.txt', lists);
    await place.put('deps/kcodecs/kcodecs-6.13.0.tar.xz', content);
    expect(tree()).toBeNull();
    expect((await locateSource('kcodecs', place.layout, place.settings, [entry])).files).toEqual([
      path.join(place.layout.root, 'deps/kcodecs/kcodecs-6.13.0.tar.xz'),
    ]);
  });
});

describe('a folder that can not be compiled from', () => {
  const refused = (words: RegExp) => expect(tree).toThrow(words);

  it('is refused in one sentence that names it', async () => {
    await mkdir(path.join(place.layout.root, 'essentials/kcodecs'), { recursive: true });
    refused(/^essentials\/kcodecs is no source tree of kcodecs: it is empty, so .*\.$/);
    await place.put('essentials/kcodecs/.git/HEAD', '');
    refused(/it is empty/);
    await place.put('essentials/kcodecs/README.md', '');
    refused(/it has no build file \(CMakeLists\.txt, /);
    await place.put('essentials/kcodecs/CMakeLists.txt', lists);
    await place.put('essentials/kcodecs/CMakeCache.txt', '');
    refused(/it was built in \(CMakeCache\.txt\)/);
    await rm(path.join(place.layout.root, 'essentials/kcodecs/CMakeCache.txt'));
    expect(tree()).not.toBeNull();
    await place.put('deps/kcodecs/CMakeLists.txt', lists);
    expect(tree).toThrow('essentials/kcodecs and deps/kcodecs are both trees of kcodecs: remove one of them.');
  });

  it('is one with an archive unpacked as it was packed', async () => {
    await place.put('essentials/kcodecs/kcodecs-6.13.0/CMakeLists.txt', lists);
    refused(/it has nothing but kcodecs-6\.13\.0\/, so move what is in there up\.$/);
  });

  it('is a link to somewhere else', async () => {
    await place.put('elsewhere/CMakeLists.txt', lists);
    await mkdir(path.join(place.layout.root, 'essentials'));
    await symlink('../elsewhere', path.join(place.layout.root, 'essentials/kcodecs'));
    refused(/it is a link, so put the tree itself there\.$/);
  });

  it('is one of a source that can only be had prebuilt', async () => {
    await place.put('essentials/kcodecs/CMakeLists.txt', lists);
    const prebuilt = entryOf('kcodecs', { version: '1', prebuilt: true, files: [file] });
    expect(() => vendoredTree('kcodecs', place.layout, [prebuilt])).toThrow('can only be had prebuilt');
  });

  it('is one whose trees lie below a folder of several, which is one', async () => {
    await place.put('essentials/kcodecs/source/configure', '');
    await place.put('essentials/kcodecs/readme.html', '');
    expect(tree()?.version).toBe('unknown');
  });
});

describe('a vendored tree', () => {
  beforeEach(async () => {
    await place.put('essentials/kcodecs/CMakeLists.txt', lists);
    await place.put('essentials/sources/kcodecs-6.13.0.tar.xz', content);
  });

  it('goes before files, is known by its content, and ends where it is removed', async () => {
    const first = await identity();
    expect(first).toMatchObject({
      version: '6.30.0',
      files: [],
      tree: { place: 'essentials/kcodecs' },
      prebuilt: false,
      license: 'MIT',
      note: null,
    });
    await place.put('essentials/kcodecs/src/x.cpp', '');
    expect((await identity()).tree?.sha256).not.toBe(first.tree?.sha256);
    await rm(path.join(place.layout.root, 'essentials/kcodecs'), { recursive: true });
    expect(await identity()).toMatchObject({ version: '6.13.0', tree: null, note: 'repacked' });
  });

  it('is put into the lock, without the network, and again when it changes', async () => {
    expect(await missing()).toEqual(['kcodecs']);
    await place.fetch([entry], { offline: true });
    expect(place.log).toEqual(['kcodecs: vendored tree essentials/kcodecs, version 6.30.0 (the catalog has 6.13.0).']);
    const [lock, { tree: now }] = [await place.lockText(), await identity()];
    expect(JSON.parse(lock).sources.kcodecs).toEqual({
      version: '6.30.0',
      provision: 'source',
      files: [],
      tree: { place: 'essentials/kcodecs', sha256: now?.sha256, at: expect.any(String) },
    });
    expect(await missing()).toEqual([]);
    await place.fetch([entry]);
    expect(await place.lockText()).toBe(lock);

    await place.put('essentials/kcodecs/src/x.cpp', '');
    expect(await missing()).toEqual(['kcodecs']);
    await place.fetch([entry], { noPrebuilt: true });
    expect(await missing()).toEqual([]);
    // Files take its place again.
    await rm(path.join(place.layout.root, 'essentials/kcodecs'), { recursive: true });
    await place.fetch([entry], { offline: true });
    expect(JSON.parse(await place.lockText()).sources.kcodecs).toMatchObject({ version: '6.13.0', files: [{}] });
    expect(await readdir(place.layout.root)).toEqual(['essentials']);
  });

  it('is a source where the files would be prebuilt', async () => {
    const prebuilt = { version: '6.13.0', prebuilt: true, files: [sourceFile('k.deb', content, [])] };
    const both = [entryOf('kcodecs', { version: '6.13.0', files: [file] }, prebuilt)];
    expect(await provisionOf('kcodecs', place.layout, place.settings, both)).toBe('source');
  });

  it('is what a fetch would take', async () => {
    const planned = await planFetch(['kcodecs'], place.layout, place.settings, { entries: [entry] });
    expect(planned).toMatchObject([
      { file: 'essentials/kcodecs', present: 'essentials/kcodecs', version: '6.30.0', insteadOf: '6.13.0', places: [] },
    ]);
  });
});
