import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { epoch, room } from './fixtures.js';

describe('createLayerWriter', () => {
  it('collects files, links, folders and devices with their owners', async () => {
    const dir = path.join(room(), 'layer');
    const writer = createLayerWriter(dir, epoch);
    const tool = path.join(room(), 'tool');
    writeFileSync(tool, '#!/bin/sh\n');
    chmodSync(tool, 0o700);
    writer.dir('var/tmp', { mode: 0o1777 });
    void writer.file('etc/stream', Readable.from(['a', 'b']));
    await writer.file('etc/shadow', Buffer.from('x'), { mode: 0o640, gid: 42 });
    await writer.copy('usr/bin/tool', tool);
    writer.symlink('bin', 'usr/bin');
    writer.device('dev/console', 'char', 5, 1, { mode: 0o620 });
    const entries = await writer.finish();
    expect(entries.map((entry) => [entry.path, entry.type, 'mode' in entry && entry.mode])).toEqual([
      ['bin', 'symlink', 0o777],
      ['dev/console', 'char', 0o620],
      ['etc/shadow', 'file', 0o640],
      ['etc/stream', 'file', 0o644],
      ['usr/bin/tool', 'file', 0o755],
      ['var/tmp', 'dir', 0o1777],
    ]);
    expect(readFileSync(path.join(dir, 'etc/stream'), 'utf8')).toBe('ab');
  });

  it('lets the last write of a path stand', async () => {
    const dir = room();
    const writer = createLayerWriter(dir, epoch);
    writer.symlink('a', '/etc/passwd');
    await writer.file('a', 'mine');
    expect(await writer.finish()).toMatchObject([{ type: 'file', size: 4 }]);
    expect(readFileSync(path.join(dir, 'a'), 'utf8')).toBe('mine');
  });

  it('refuses paths that lead outside', async () => {
    const here = room();
    const writer = createLayerWriter(path.join(here, 'layer'), epoch);
    for (const bad of ['/etc/x', '../x', 'a/../../x', 'a//b', '', '.', 'a/.', 'a\0b']) {
      await expect(writer.file(bad, '')).rejects.toThrow(/can't be in a layer/);
      expect(() => writer.dir(bad)).toThrow(/can't be in a layer/);
      expect(() => writer.symlink(bad, 'x')).toThrow(/can't be in a layer/);
    }
    writer.symlink('out', here);
    await expect(writer.file('out/x', '')).rejects.toThrow(/out is a symlink there, not a folder/);
    expect(existsSync(path.join(here, 'x'))).toBe(false);
    await writer.file('d/x', '');
    await expect(writer.file('d', '')).rejects.toThrow(/a folder there already/);
    await expect(writer.copy('e', path.join(here, 'nope'))).rejects.toThrow(/nope can't be copied to e/);
  });
});
