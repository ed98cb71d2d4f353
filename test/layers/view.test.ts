import { describe, expect, it } from 'vitest';
import { createView } from '../../src/layers/create-view.js';
import type { LayerEntry } from '../../src/layers/manifest.js';
import type { View } from '../../src/layers/view.js';
import { makeLayer, manifestOf, room, type Spec } from './fixtures.js';

async function viewOf(...specs: Spec[]): Promise<View> {
  const dir = room();
  return createView(await Promise.all(specs.map((spec, index) => makeLayer(dir, `phase${index}`, spec))));
}

const shape = (view: View) =>
  [...view.entries()].map(
    ({ entry, unit }) => `${entry.path} ${entry.type === 'hardlink' ? `= ${entry.target}` : entry.type} ${unit}`,
  );

describe('createView', () => {
  it('lets a later layer win, and the earlier show again without it', async () => {
    const layers: Spec[] = [{ 'etc/a': '1', 'etc/b': '1' }, { 'etc/a': '2' }];
    const view = await viewOf(...layers);
    expect(await view.read('etc/a')).toBe('2');
    expect(shape(view)).toEqual(['etc dir phase0', 'etc/a file phase1', 'etc/b file phase0']);
    expect(await (await viewOf(...layers.slice(0, 1))).read('etc/a')).toBe('1');
  });

  it('lets a layer that gives way add to what is there, and change nothing of it', async () => {
    const dir = room();
    const restored = await makeLayer(dir, 'restored', {
      lib: '-> usr/lib',
      'usr/lib/bus/daemon': 'theirs',
      'usr/lib/bus/link': '-> daemon',
      'usr/lib/file': 'theirs',
    });
    const compiled = await makeLayer(dir, 'compiled', {
      'lib/bus/daemon': 'ours',
      'usr/lib/bus/link': 'ours',
      'usr/lib/bus/helper': 'ours',
      'usr/lib/bus/again': '= usr/lib/bus/link',
      'usr/lib/file/below': 'ours',
      'usr/share/new': 'ours',
    });
    const later = await makeLayer(dir, 'later', { 'usr/share/new': 'later' });
    expect(shape(createView([restored, { ...compiled, givesWay: true }, later]))).toEqual([
      'lib symlink restored',
      'usr dir restored',
      'usr/lib dir restored',
      'usr/lib/bus dir restored',
      'usr/lib/bus/again file compiled',
      'usr/lib/bus/daemon file restored',
      'usr/lib/bus/helper file compiled',
      'usr/lib/bus/link symlink restored',
      'usr/lib/file file restored',
      'usr/share dir compiled',
      'usr/share/new file later',
    ]);
  });

  it('hides what is removed, with what is below, and lets it come again', async () => {
    const view = await viewOf(
      { 'a/b/c': '1', 'a/d': '1', e: '1' },
      { 'a/b': null, e: null, none: null },
      { 'a/b/x': '3' },
    );
    expect(shape(view)).toEqual(['a dir phase0', 'a/b dir phase2', 'a/b/x file phase2', 'a/d file phase0']);
  });

  it('hides a folder behind a file and a file behind a folder', async () => {
    expect(shape(await viewOf({ 'a/b': '1' }, { a: 'file' }))).toEqual(['a file phase1']);
    expect(shape(await viewOf({ a: 'file' }, { 'a/b': '1' }))).toEqual(['a dir phase1', 'a/b file phase1']);
  });

  it('follows links to folders: merged /usr', async () => {
    const view = await viewOf(
      { lib: '-> usr/lib', lib64: '-> /lib', 'usr/lib/old': '1' },
      { lib: '/', 'lib/new': '2', 'lib64/newer': '3' },
    );
    expect(shape(view)).toEqual([
      'lib symlink phase0',
      'lib64 symlink phase0',
      'usr dir phase0',
      'usr/lib dir phase0',
      'usr/lib/new file phase1',
      'usr/lib/newer file phase1',
      'usr/lib/old file phase0',
    ]);
    expect(view.get('lib64/old')?.entry.path).toBe('usr/lib/old');
    expect(await view.read('lib/newer')).toBe('3');
  });

  it('makes the folder that a link points to, and stops at the root', async () => {
    expect(shape(await viewOf({ lib: '-> ../../usr/lib' }, { 'lib/a': '1' }))).toEqual([
      'lib symlink phase0',
      'usr dir phase1',
      'usr/lib dir phase1',
      'usr/lib/a file phase1',
    ]);
  });

  it('refuses a loop of links in one sentence', async () => {
    await expect(viewOf({ a: '-> b', b: '-> a' }, { 'a/x': '1' })).rejects.toThrow(
      /a leads through a loop of symbolic links/,
    );
  });

  it('keeps the first name of a file as the file when another layer took the first one', async () => {
    const view = await viewOf({ 'bin/a': 'x', 'bin/b': '= bin/a', 'bin/c': '= bin/a' }, { 'bin/a': 'other' });
    expect(shape(view)).toEqual(['bin dir phase0', 'bin/a file phase1', 'bin/b file phase0', 'bin/c = bin/b phase0']);
    expect(await view.read('bin/c')).toBe('x');
  });

  it('takes what is shipped, with the folders above, and leaves out what is omitted, with what is below', async () => {
    const layer = await makeLayer(room(), 'p/r', {
      usr: '/',
      'usr/include': '/',
      'usr/include/a.h': '',
      'usr/lib/a.so': '',
      'usr/lib/a.a': '',
      'usr/share/doc/x/y': '',
      'usr/share/.z': '',
    });
    const view = createView([{ ...layer, ship: ['usr/lib/**', 'usr/share/**'], omit: ['**/*.a', 'usr/share/doc'] }]);
    expect(shape(view).map((line) => line.split(' ')[0])).toEqual([
      'usr',
      'usr/lib',
      'usr/lib/a.so',
      'usr/share',
      'usr/share/.z',
    ]);
    expect([...createView([{ ...layer, ship: [] }]).entries()]).toEqual([]);
  });

  it('digests what is at globs, not where it came from', async () => {
    const globs = ['etc/**'];
    const one = await viewOf({ 'etc/a': '1' }, { 'etc/b': '2', 'usr/x': '1' });
    const other = await viewOf({ 'etc/b': '2', 'etc/a': '1' });
    expect(one.digest(globs)).toBe(other.digest(globs));
    expect(one.digest(globs)).not.toBe((await viewOf({ 'etc/a': '1', 'etc/b': '3' })).digest(globs));
    expect(one.match(globs).map(({ entry }) => entry.path)).toEqual(['etc', 'etc/a', 'etc/b']);
  });

  it('says who could have made a file that lacks', async () => {
    const view = await viewOf({ 'etc/a': '1', 'etc/link': '-> a' }, { 'usr/b': '1' });
    await expect(view.read('etc/fstab')).rejects.toThrow(
      /The target has no etc\/fstab: one of phase0 should have made it/,
    );
    await expect(view.read('etc')).rejects.toThrow(/etc in the target is a dir/);
    expect(await view.read('etc/link')).toBe('1');
    await expect((await viewOf()).read('x')).rejects.toThrow(/no earlier phase/);
  });

  it('is quick for 50 000 entries', () => {
    const many: LayerEntry[] = [];
    for (let i = 0; i < 50_000; i++) {
      many.push({
        type: 'file',
        path: `usr/share/d${i % 500}/f${i}`,
        mode: 0o644,
        uid: 0,
        gid: 0,
        size: 1,
        sha256: String(i),
      });
    }
    const manifest = manifestOf('p', many);
    const start = process.cpuUsage();
    const view = createView([
      { unit: 'p', manifest, tree: '/t', ship: ['usr/**'], omit: ['**/*.a'] },
      { unit: 'q', manifest, tree: '/t' },
    ]);
    expect([...view.entries()]).toHaveLength(50_502);
    // CPU time, since tests run side by side.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(4);
  });
});
