import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
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
  const { signal } = new AbortController();
  const view = createView([restored, earlier, own]);
  await replaceRestored({ view, layer, signal, log: (text) => log.push(text) }, (unit) => unit.startsWith('mesa/'));
  expect((await layer.finish()).filter(({ type }) => type !== 'dir')).toEqual([
    expect.objectContaining({ type: 'symlink', path: `${folder}/libEGL.so.1`, target: '../libEGL.so.1' }),
  ]);
  expect(log).toEqual(['Restored libraries that give way to ours of the same name: 1']);
});

it('leaves a restored library where ours lacks a version that programs may ask for', async () => {
  const library = async (versions: string[]) => {
    const file = path.join(base, `${versions.join('-')}.so`);
    const [source, script] = [`${file}.c`, `${file}.map`];
    writeFileSync(source, versions.map((version) => `int of_${version.toLowerCase()}(void) { return 0; }\n`).join(''));
    const tag = (version: string) => `${version} { global: of_${version.toLowerCase()}; };\n`;
    writeFileSync(script, versions.map(tag).join(''));
    await execa('gcc', ['-shared', '-fPIC', '-nostdlib', `-Wl,--version-script=${script}`, source, '-o', file]);
    return file;
  };
  const folder = 'usr/lib/x86_64-linux-gnu';
  const withContent = async (unit: string, files: Record<string, string>) => {
    const made = await makeLayer(base, unit, Object.fromEntries(Object.keys(files).map((name) => [name, ''])));
    for (const [name, file] of Object.entries(files)) copyFileSync(file, path.join(made.tree, name));
    return made;
  };
  const [older, newer] = [await library(['A_1']), await library(['A_1', 'A_2'])];
  const restored = await withContent('restore', {
    [`${folder}/libgiven.so.1`]: older,
    [`${folder}/libkept.so.1`]: newer,
  });
  const own = await withContent('kde/both', { 'usr/lib/libgiven.so.1': newer, 'usr/lib/libkept.so.1': older });
  const layer = createLayerWriter(path.join(base, 'versions'), 1767225600);
  const log: string[] = [];
  const { signal } = new AbortController();
  await replaceRestored({ view: createView([restored, own]), layer, signal, log: (text) => log.push(text) }, (unit) =>
    unit.startsWith('kde/'),
  );
  const links = (await layer.finish()).filter(({ type }) => type === 'symlink').map((entry) => entry.path);
  expect(links).toEqual([`${folder}/libgiven.so.1`]);
  expect(log).toContain(`${folder}/libkept.so.1 stays: ours has not its version A_2`);
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
