import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/layers/compose.js';
import { ensureTarget, readTargetId } from '../../src/layers/target.js';
import { bench, epoch, isRoot, look, makeLayer, type Spec } from './fixtures.js';

describe('compose', () => {
  it('writes layers in order, and touches only what differs the next time', async () => {
    const t = await bench();
    const specs: Spec[] = [
      { 'etc/a': '1', 'etc/b': '1', bin: '-> usr/bin' },
      { 'etc/a': '2', 'bin/x': { text: 'x', mode: 0o4755 } },
    ];
    expect(await t.compose(...specs)).toEqual({ written: 7, removed: 0, kept: [], notes: expect.any(Array) });
    expect([t.read('etc/a'), t.read('etc/b'), t.read('usr/bin/x')]).toEqual(['2', '1', 'x']);
    expect(statSync(t.at('usr/bin/x')).mode & 0o7777).toBe(isRoot ? 0o4755 : 0o755);
    expect(statSync(t.at('etc/a')).mtimeMs).toBe(epoch * 1000);
    const inode = statSync(t.at('etc/b')).ino;
    expect(await t.compose(...specs)).toMatchObject({ written: 0, removed: 0, kept: [] });
    expect(await t.compose({ ...specs[0], 'etc/c': '3' })).toMatchObject({ written: 2, removed: 3 });
    expect([t.read('etc/a'), t.read('etc/c'), statSync(t.at('etc/b')).ino]).toEqual(['1', '3', inode]);
    expect(existsSync(t.at('usr/bin/x'))).toBe(false);
    expect(await t.compose()).toMatchObject({ kept: [] });
    expect(look(t.target)).toEqual({});
  });

  it('changes types, links and hard links', async () => {
    const t = await bench();
    const states: Spec[] = [
      { a: 'file', 'b/c': 'x', l: '-> a', h: '= a' },
      { 'a/b': 'below', b: 'file', l: 'file', h: 'own' },
      { a: '-> b', 'b/c': '/', 'l/x': '-> y', h: 'own', i: '= h' },
      { a: 'own', h: '= a', i: '= a' },
      { a: 'own', h: 'own', i: 'own' },
    ];
    for (const spec of [...states, ...states.toReversed()]) {
      expect(await t.compose(spec)).toMatchObject({ kept: [] });
      const fresh = await bench();
      await fresh.compose(spec);
      expect(look(t.target)).toEqual(look(fresh.target));
    }
  });

  it('keeps files that were changed, replaced or deleted by hand, and reports them', async () => {
    const t = await bench();
    const spec = (text: string): Spec => ({
      'etc/changed': text,
      'etc/deleted': text,
      'etc/replaced': text,
      'etc/same': text,
      'opt/x': text,
    });
    await t.compose(spec('1'));
    writeFileSync(t.at('etc/changed'), '!');
    rmSync(t.at('etc/deleted'));
    rmSync(t.at('opt'), { recursive: true });
    writeFileSync(t.at('new'), 'tmp');
    renameSync(t.at('new'), t.at('etc/replaced'));
    for (const text of ['1', '2']) {
      const { kept } = await t.compose(spec(text));
      expect(kept.map((item) => item.path)).toEqual(['etc/changed', 'etc/deleted', 'etc/replaced', 'opt']);
      expect(kept[0]?.reason).toMatch(/changed by hand; delete it and run again/);
      expect([t.read('etc/changed'), t.read('etc/replaced'), t.read('etc/same')]).toEqual(['!', 'tmp', text]);
      expect(existsSync(t.at('etc/deleted')) || existsSync(t.at('opt'))).toBe(false);
    }
    rmSync(t.at('etc/changed'));
    const { kept } = await t.compose(spec('3'));
    expect(t.read('etc/changed')).toBe('3');
    expect(kept.map((item) => item.path)).toEqual(['etc/deleted', 'etc/replaced', 'opt']);
    writeFileSync(t.at('etc/replaced'), '3');
    expect((await t.compose(spec('3'))).kept.map((item) => item.path)).toEqual(['etc/deleted', 'opt']);
    expect((await t.compose()).kept).toEqual([]);
  });

  it('notices a change that keeps size and time stamp', async () => {
    const t = await bench();
    await t.compose({ a: 'one' });
    writeFileSync(t.at('a'), 'two');
    utimesSync(t.at('a'), epoch, epoch);
    expect((await t.compose({ a: 'new' })).kept.map((item) => item.path)).toEqual(['a']);
    expect(t.read('a')).toBe('two');
  });

  it('keeps modes that were changed by hand', async () => {
    const t = await bench();
    await t.compose({ 'd/a': '1' });
    chmodSync(t.at('d/a'), 0o600);
    chmodSync(t.at('d'), 0o700);
    const { kept } = await t.compose({ 'd/a': '1', 'd/b': '1' });
    expect(kept.map((item) => item.path)).toEqual(['d', 'd/a']);
    expect([statSync(t.at('d')).mode & 0o777, statSync(t.at('d/a')).mode & 0o777]).toEqual([0o700, 0o600]);
    expect(t.read('d/b')).toBe('1');
  });

  it('never loses a file that it does not know', async () => {
    const t = await bench();
    mkdirSync(t.at('etc/conf.d/own'), { recursive: true });
    writeFileSync(t.at('etc/a'), 'mine');
    writeFileSync(t.at('etc/conf.d/own/x'), 'mine');
    writeFileSync(t.at('etc/equal'), 'same');
    writeFileSync(t.at('var'), 'mine');
    const { kept } = await t.compose({
      'etc/a': '1',
      'etc/b': '1',
      'etc/conf.d': 'file',
      'etc/equal': 'same',
      'var/log/x': '1',
    });
    expect(kept.map((item) => item.path)).toEqual(['etc/a', 'etc/conf.d', 'var']);
    expect([t.read('etc/a'), t.read('etc/conf.d/own/x'), t.read('var'), t.read('etc/b')]).toEqual([
      'mine',
      'mine',
      'mine',
      '1',
    ]);
    writeFileSync(t.at('etc/note'), 'mine');
    await t.compose();
    expect([t.read('etc/note'), t.read('etc/a'), existsSync(t.at('etc/b'))]).toEqual(['mine', 'mine', false]);
    rmSync(t.at('var'));
    expect((await t.compose({ 'var/log/x': '1' })).kept).toEqual([]);
    expect(t.read('var/log/x')).toBe('1');
  });

  it('gives back a folder that was replaced by hand, once that is gone', async () => {
    const t = await bench();
    await t.compose({ 'a/b/c': '1' });
    rmSync(t.at('a'), { recursive: true });
    writeFileSync(t.at('a'), 'mine');
    expect((await t.compose({ 'a/b/c': '2' })).kept.map((item) => item.path)).toEqual(['a']);
    expect(t.read('a')).toBe('mine');
    rmSync(t.at('a'));
    expect((await t.compose({ 'a/b/c': '2' })).kept).toEqual([]);
    expect(t.read('a/b/c')).toBe('2');
  });

  it('never follows a link out of the target', async () => {
    const t = await bench();
    const outside = path.join(t.here, 'outside');
    mkdirSync(path.join(outside, 'log'), { recursive: true });
    writeFileSync(path.join(outside, 'log/x'), 'host');
    await t.compose({ 'var/log/x': '1', 'var/log/y': '1' });
    rmSync(t.at('var'), { recursive: true });
    symlinkSync(outside, t.at('var'));
    symlinkSync(path.join(outside, 'log/x'), t.at('link'));
    const { kept } = await t.compose({ 'var/log/x': '2', 'var/log/z': '2', link: 'text' });
    expect(kept.map((item) => item.path)).toEqual(['link', 'var']);
    await t.compose();
    expect(look(outside)).toMatchObject({ 'log/x': expect.stringContaining('host') });
    expect(Object.keys(look(outside))).toEqual(['log', 'log/x']);
  });

  it('takes over what is there when its record is lost', async () => {
    const t = await bench();
    await t.compose({ 'etc/a': '1', l: '-> etc', h: '= etc/a' });
    rmSync(t.layout.targets, { recursive: true });
    expect(await t.compose({ 'etc/a': '1', l: '-> etc', h: '= etc/a' })).toMatchObject({ kept: [] });
    await t.compose();
    expect(look(t.target)).toEqual({});
  });

  it('never makes hard links into the cache, and changes nothing through one made by hand', async () => {
    const t = await bench();
    const layer = await makeLayer(t.here, 'p', { a: { text: '1', mode: 0o600 } });
    const own = path.join(t.here, 'own');
    writeFileSync(own, '1', { mode: 0o644 });
    linkSync(own, t.at('a'));
    expect((await t.composeLayers([layer])).kept).toEqual([]);
    expect(statSync(own).mode & 0o777).toBe(0o644);
    expect(statSync(t.at('a')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(layer.tree, 'a')).nlink).toBe(1);
  });

  it('refuses a folder that is no target, the target of another profile, and its own file in a layer', async () => {
    const t = await bench();
    const layers = [await makeLayer(t.here, 'p', { '.smechdeploy-target': 'x' })];
    await expect(t.composeLayers(layers)).rejects.toThrow(/\.smechdeploy-target, which is the target's own/);
    await expect(compose({ target: t.here, layout: t.layout, layers: [], epoch })).rejects.toThrow(/is no target/);
    await expect(ensureTarget(t.target, 'smechos')).rejects.toThrow(/target of the profile smechvisor, not of smechos/);
    expect(await ensureTarget(t.target, 'smechvisor')).toBe(await readTargetId(t.target));
  });
});
