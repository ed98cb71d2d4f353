import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createView } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { replaceRestored, showToRestoredQt } from '../../src/phases/smechos/replace-restored.js';
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

describe("a restored Qt, which looks in its distribution's folders alone", () => {
  const theirs = 'usr/lib/x86_64-linux-gnu';
  const links = async (name: string, restored: Parameters<typeof makeLayer>[2]) => {
    const layers = [
      await makeLayer(base, `${name}-restore`, restored),
      await makeLayer(base, 'kde/kirigami', {
        'usr/lib/qt6/qml/org/kde/kirigami/qmldir': 'ours',
        'usr/lib/qt6/plugins/kf6/kirigami/Platform.so': 'ours',
      }),
    ];
    const layer = createLayerWriter(path.join(base, `${name}-layer`), 1767225600);
    showToRestoredQt({ view: createView(layers), layer, log: () => {} }, 'kde');
    const entries = await layer.finish();
    return entries.flatMap((entry) => (entry.type === 'symlink' ? [[entry.path, entry.target]] : []));
  };

  it('finds the plugins and QML modules of a phase as links to them', async () => {
    const restored = {
      [`${theirs}/libQt6Core.so.6`]: 'restored',
      [`${theirs}/qt6/qml/org/kde/kirigami/qmldir`]: 'old',
    };
    expect(await links('there', restored)).toEqual([
      [`${theirs}/qt6/plugins/kf6/kirigami/Platform.so`, '../../../../../qt6/plugins/kf6/kirigami/Platform.so'],
      [`${theirs}/qt6/qml/org/kde/kirigami/qmldir`, '../../../../../../qt6/qml/org/kde/kirigami/qmldir'],
    ]);
  });

  it('is not thought of where none is', async () => {
    expect(await links('none', { [`${theirs}/libz.so.1`]: 'restored' })).toEqual([]);
  });
});
