import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { hasLayer, openLayer, readLayer, storeLayer } from '../../src/layers/cache.js';
import { epoch, layoutIn, makeLayer, room } from './fixtures.js';

async function stored() {
  const here = room();
  const { cache } = layoutIn(here);
  const layer = await makeLayer(
    here,
    'p/r',
    { 'bin/x': { text: '#!', mode: 0o4755 }, 'etc/a': 'one', 'etc/b': '= etc/a', l: '-> etc' },
    [{ type: 'char', path: 'dev/null', mode: 0o666, uid: 0, gid: 0, major: 1, minor: 3 }],
  );
  // As fakeroot leaves it.
  mkdirSync(path.join(layer.tree, 'dev'));
  writeFileSync(path.join(layer.tree, 'dev/null'), '');
  const { manifest, tree } = await storeLayer(cache, layer.manifest, layer.tree);
  const messages: string[] = [];
  const open = () => openLayer(cache, manifest.fingerprint, (text) => messages.push(text));
  return { here, cache, manifest, tree, open, messages, made: layer.tree };
}

/** Writes over a read-only file, as a build step run by root would. */
function damage(file: string, text: string): void {
  chmodSync(file, 0o644);
  writeFileSync(file, text);
  chmodSync(file, 0o444);
}

describe('the cache of layers', () => {
  it('stores a layer read-only and gives it back', async () => {
    const { cache, manifest, tree, open, made } = await stored();
    expect(hasLayer(cache, manifest.fingerprint)).toBe(true);
    expect(hasLayer(cache, 'f'.repeat(64))).toBe(false);
    expect(await openLayer(cache, 'f'.repeat(64))).toBeNull();
    expect(await open()).toEqual({ manifest, tree });
    expect(await readLayer(cache, manifest.fingerprint)).toEqual(manifest);
    expect(await readLayer(cache, 'f'.repeat(64))).toBeNull();
    expect([
      lstatSync(path.join(tree, 'bin/x')).mode & 0o7777,
      lstatSync(path.join(tree, 'etc/a')).mode & 0o7777,
    ]).toEqual([0o555, 0o444]);
    expect([existsSync(path.join(tree, 'dev/null')), existsSync(made)]).toEqual([false, false]);
    expect(readdirSync(cache.layers)).toEqual([manifest.fingerprint]);
  });

  it.each([
    [
      'another content of the same size',
      (tree: string) => damage(path.join(tree, 'etc/a'), 'two'),
      /etc\/a has another content/,
    ],
    ['another size', (tree: string) => damage(path.join(tree, 'etc/a'), 'three'), /etc\/a has 5 bytes in place of 3/],
    ['a missing file', (tree: string) => rmSync(path.join(tree, 'etc/a')), /etc\/a is missing/],
    [
      'a manifest cut short',
      (tree: string) => writeFileSync(path.join(tree, '../manifest.json'), '{"schemaVersion":1,'),
      /manifest is not readable/,
    ],
    [
      'a manifest that was edited',
      (tree: string) => {
        const file = path.join(tree, '../manifest.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"mode":2541', '"mode":493'));
      },
      /manifest is not readable/,
    ],
  ])('moves a damaged layer aside: %s', async (_, harm, message) => {
    const { cache, manifest, tree, open, messages } = await stored();
    harm(tree);
    expect(await open()).toBeNull();
    expect(messages).toEqual([expect.stringMatching(message)]);
    expect(hasLayer(cache, manifest.fingerprint)).toBe(false);
    expect(await openLayer(cache, manifest.fingerprint)).toBeNull();
    expect(readdirSync(path.join(cache.layers, '.damaged'))).toEqual([manifest.fingerprint]);
  });

  it('does not read files again that only got another name or time stamps back, and mends their mode', async () => {
    const { here, tree, open, messages } = await stored();
    linkSync(path.join(tree, 'bin/x'), path.join(here, 'in-sysroot'));
    chmodSync(path.join(here, 'in-sysroot'), 0o600);
    expect(await open()).not.toBeNull();
    expect(lstatSync(path.join(tree, 'bin/x')).mode & 0o7777).toBe(0o555);
    utimesSync(path.join(tree, 'bin/x'), epoch + 1, epoch + 1);
    rmSync(path.join(tree, '../stamp.json'));
    expect(await open()).not.toBeNull();
    expect(existsSync(path.join(tree, '../stamp.json'))).toBe(true);
    expect(messages).toEqual([]);
  });

  it('stores one whole layer when processes store it at the same time', { timeout: 60_000 }, async () => {
    const here = room();
    const { cache } = layoutIn(here);
    const copies = await Promise.all(
      [1, 2, 3, 4].map(() =>
        makeLayer(here, 'p', Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`usr/f${i}`, `text ${i}`]))),
      ),
    );
    const program = `
      const { storeLayer, openLayer } = await import(${JSON.stringify(packageFile('dist/layers/cache.js'))});
      const { cache, layer } = JSON.parse(process.argv[1]);
      const stored = await storeLayer(cache, layer.manifest, layer.tree);
      const opened = await openLayer(cache, layer.manifest.fingerprint);
      console.log(stored.tree === opened?.tree ? 'good' : 'bad');`;
    const outputs = await Promise.all(
      copies.map((layer) =>
        promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, JSON.stringify({ cache, layer })]),
      ),
    );
    expect(outputs.map(({ stdout }) => stdout.trim())).toEqual(['good', 'good', 'good', 'good']);
    expect(readdirSync(cache.layers)).toEqual([copies[0]?.manifest.fingerprint]);
  });

  it('takes the place of what is there only where it is to', async () => {
    const { here, cache, manifest } = await stored();
    const again = async (options?: { replace: boolean }) => {
      const made = await makeLayer(here, 'p/r', { 'etc/a': 'another' });
      const given = { ...made.manifest, fingerprint: manifest.fingerprint };
      const { tree } = await storeLayer(cache, given, made.tree, options);
      return readFileSync(path.join(tree, 'etc/a'), 'utf8');
    };
    expect(await again()).toBe('one');
    expect(await again({ replace: true })).toBe('another');
    expect((await openLayer(cache, manifest.fingerprint))?.manifest.entries.map(({ path: name }) => name)).toContain(
      'etc/a',
    );
    expect(readdirSync(path.join(cache.layers, '.damaged'))).toEqual([]);
  });

  it('takes the place of remains without a manifest', async () => {
    const { here, cache, manifest, tree } = await stored();
    const again = await makeLayer(here, 'p/r', { x: '1' });
    rmSync(path.join(tree, '../manifest.json'));
    const { tree: placed } = await storeLayer(
      cache,
      { ...again.manifest, fingerprint: manifest.fingerprint },
      again.tree,
    );
    expect(readFileSync(path.join(placed, 'x'), 'utf8')).toBe('1');
  });

  it('refuses a layer whose files are not those of its manifest', async () => {
    const here = room();
    const { cache } = layoutIn(here);
    const layer = await makeLayer(here, 'p', { x: '1' });
    appendFileSync(path.join(layer.tree, 'x'), '2');
    await expect(storeLayer(cache, layer.manifest, layer.tree)).rejects.toThrow(/changed while its layer was stored/);
    expect(readdirSync(cache.layers)).toEqual([]);
  });
});
