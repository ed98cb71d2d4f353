import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createView } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { replaceRestored } from '../../src/phases/smechos/replace-restored.js';
import { makeLayer } from '../layers/fixtures.js';

const base = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-replace-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

it('puts links to what a phase made in the places of restored libraries of the same names, and of no others', async () => {
  const folder = 'usr/lib/x86_64-linux-gnu';
  const restored = await makeLayer(base, 'restore_lib64', {
    lib: '-> usr/lib',
    [`${folder}/libEGL.so.1`]: '-> libEGL.so.1.0.9',
    [`${folder}/libEGL.so.1.0.9`]: 'restored',
    [`${folder}/libz.so.1`]: 'restored',
    [`${folder}/libc.so.6`]: 'restored',
  });
  const earlier = await makeLayer(base, '03_compile_qt_deps/zlib', { 'usr/lib/libz.so.1': 'of another phase' });
  const own = await makeLayer(base, 'mesa/egl', {
    'usr/lib/libEGL.so.1': '-> libEGL.so.1.1.0',
    'usr/lib/libEGL.so.1.1.0': 'ours',
  });
  const layer = createLayerWriter(path.join(base, 'layer'), 1767225600);
  const log: string[] = [];
  replaceRestored({ view: createView([restored, earlier, own]), layer, log: (text) => log.push(text) }, 'mesa');
  expect((await layer.finish()).filter(({ type }) => type !== 'dir')).toEqual([
    expect.objectContaining({ type: 'symlink', path: `${folder}/libEGL.so.1`, target: '../libEGL.so.1' }),
  ]);
  expect(log).toEqual(['Restored libraries that give way to ours of the same name: 1']);
});
