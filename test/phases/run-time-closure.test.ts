import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { encode } from 'cborg';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutLoginOn } from '../../src/phases/smechos/inittab.js';
import { qmldirNeeds, qmlImports } from '../../src/phases/smechos/qml-imports.js';
import { interfaceOf } from '../../src/phases/smechos/qt-plugin.js';
import { runTimeClosure } from '../../src/phases/smechos/run-time-closure.js';
import { libraryFolders } from '../../src/phases/smechos/selections.js';
import { hostTree } from '../../src/phases/smechos/system-tree.js';

const base = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-closure-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const root = path.join(base, 'root');
const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
};
const compile = (name: string, source: string, args: string[] = ['-shared']) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  const file = path.join(base, 'source.c');
  writeFileSync(file, source);
  execFileSync('gcc', ['-include', 'uchar.h', file, '-o', path.join(root, name), '-nostdlib', ...args]);
};

const lib = 'usr/lib/x86_64-linux-gnu';
const note = (id: string) =>
  Buffer.concat([
    Buffer.from('Qtqt-project!\0', 'latin1'),
    Buffer.from([1, 6, 8, 1]),
    encode(
      new Map<number, unknown>([
        [2, id],
        [4, { Keys: ['x'] }],
      ]),
    ),
    Buffer.alloc(8),
  ]);
const plugin = (name: string, id: string) =>
  compile(
    `${lib}/qt6/plugins/${name}`,
    `__attribute__((section(".qtmetadata"), used)) static const unsigned char m[] = {${[...note(id)].join(',')}};`,
  );

compile(`${lib}/libdriver.so.0`, 'int driver;');
compile(`${lib}/libEGL.so.1`, 'int egl;');
compile(`${lib}/libnamed.so.2`, 'int named;');
compile(`${lib}/libunused.so.9`, 'int unused;');
put('usr/share/glvnd/egl_vendor.d/50_driver.json', '{"ICD": {"library_path": "libdriver.so.0"}}');
put('usr/share/glvnd/egl_vendor.d/60_gone.json', '{"ICD": {"library_path": "libgone.so.0"}}');
put('usr/share/glvnd/egl_vendor.d/README', 'no JSON');
plugin('platforms/libshown.so', 'org.test.Platform');
plugin('other/libother.so', 'org.test.Platform');
plugin('platforms/libforeign.so', 'org.test.NotAsked');
put(`${lib}/qt6/qml/Shown/qmldir`, 'module Shown\nplugin shown\ndepends Deep auto\n');
put(`${lib}/qt6/qml/Shown/Main.qml`, 'import QtSelf\nimport Absent 1.0 as A\nimport "beside.js" as B\n');
compile(`${lib}/qt6/qml/Shown/libshownplugin.so`, 'char *later = "libnamed.so.2";');
put(`${lib}/qt6/qml/Shown/Inner/qmldir`, 'module Shown.Inner\n');
put(`${lib}/qt6/qml/Deep/qmldir`, 'module Deep\n');
put('usr/share/prog/effects/one/metadata.json', '{"KPackageStructure": "Prog/Effect"}');
put('usr/share/prog/effects/one/contents/main.js', 'code');
put('usr/share/prog/others/two/metadata.json', '{"KPackageStructure": "Prog/Other"}');
compile(
  'usr/bin/prog',
  'const char *words[] = {"libEGL.so.1", "org.test.Platform", "/platforms", "QtSelf"}; const char16_t *wide[] = {u"Shown", u"prog/effects/"}; void _start(void) {}',
  [],
);

describe('runTimeClosure', () => {
  it('finds what is loaded by name, and nothing that nobody names', async () => {
    const start = [{ path: 'usr/bin/prog', file: path.join(root, 'usr/bin/prog') }];
    const host = { tree: hostTree(root), folders: libraryFolders };
    const found = await runTimeClosure(start, host, path.join(base, 'words'));
    expect(found.libraries).toEqual([`${lib}/libEGL.so.1`, `${lib}/libdriver.so.0`, `${lib}/libnamed.so.2`]);
    expect(found.plugins).toEqual([`${lib}/qt6/plugins/platforms/libshown.so`]);
    expect(found.files).toEqual([
      `${lib}/qt6/qml/Deep/qmldir`,
      ...['Main.qml', 'libshownplugin.so', 'qmldir'].map((name) => `${lib}/qt6/qml/Shown/${name}`),
      'usr/share/prog/effects/one/contents/main.js',
      'usr/share/prog/effects/one/metadata.json',
    ]);
    expect(found.missing).toEqual([{ library: 'libgone.so.0', neededBy: 'usr/share/glvnd/egl_vendor.d/60_gone.json' }]);
    expect(found.absentModules).toEqual([{ module: 'Absent', neededBy: `${lib}/qt6/qml/Shown` }]);
  });
});

it('reads the interface of a plugin, and of nothing else', () => {
  expect(interfaceOf(note('org.test.Platform'))).toBe('org.test.Platform');
  expect(interfaceOf(Buffer.from('qt-project!\0'))).toBeNull();
  expect(interfaceOf(Buffer.from('text'))).toBeNull();
});

it('reads what QML imports', () => {
  const text =
    'pragma Singleton\nimport QtQuick\n  import org.kde.kirigami 2.4 as Kirigami\nimport "../x"\n.import Q.L as L\n// x\nimportant Y\n';
  expect(qmlImports(text)).toEqual(['QtQuick', 'org.kde.kirigami', 'Q.L']);
  const dir =
    'module X\ndepends A 2.0\nimport B auto\noptional import C\ndefault import D\nprefer :/qt/\nimportant E\n';
  expect(qmldirNeeds(dir)).toEqual(['A', 'B', 'C', 'D']);
});

it('takes the login from one console alone', () => {
  const text =
    '1:2345:respawn:/sbin/getty --noclear 38400 tty1\n2:23:respawn:/sbin/getty tty2\n#x tty1\n11:2:respawn:/sbin/getty tty11\n';
  expect(withoutLoginOn(text, 'tty1')).toBe(
    `# The desktop is there: ${text.split('\n')[0]}\n2:23:respawn:/sbin/getty tty2\n#x tty1\n11:2:respawn:/sbin/getty tty11\n`,
  );
});
