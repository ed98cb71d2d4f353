import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { versionOfTree } from '../../src/sources/tree-version.js';

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'tree-version-'));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

it.each([
  ['CMakeLists.txt', '# project(old VERSION 1.0)\nproject(thing\n  LANGUAGES C VERSION 2.4.1)\n', '2.4.1'],
  [
    'CMakeLists.txt',
    `set(KF_VERSION "6.13.0") # handled by scripts\nproject(KCodecs VERSION \${KF_VERSION})\n`,
    '6.13.0',
  ],
  ['CMakeLists.txt', 'project(KWin)\nset(PROJECT_VERSION "6.3.6")\n', '6.3.6'],
  ['CMakeLists.txt', `project(thing VERSION \${MAJOR}.\${MINOR})\nset(MAJOR 3)\nset(MINOR 9)\n`, '3.9'],
  ['CMakeLists.txt', `project(thing VERSION \${NOWHERE})\n`, 'unknown'],
  ['CMakeLists.txt', 'project(thing)\ncmake_minimum_required(VERSION 3.29)\n', 'unknown'],
  ['.cmake.conf', 'set(QT_REPO_MODULE_VERSION "6.8.2")\nset(QT_REPO_MODULE_PRERELEASE_VERSION_SEGMENT "")\n', '6.8.2'],
  ['meson.build', "project('wayland', 'c',\n  version: '1.23.1',\n  meson_version: '>= 0.59.0')\n", '1.23.1'],
  [
    'meson.build',
    "project('m', 'c', meson_version: '>= 1', version: files('V'))\nx = dependency('y', version: '2')\n",
    'unknown',
  ],
  ['configure.ac', 'AC_PREREQ([2.68])\nAC_INIT([libxcb],[1.17.0],[xcb@lists.freedesktop.org])\n', '1.17.0'],
  ['configure.ac', 'AC_INIT([thing], m4_esyscmd([./version]))\n', 'unknown'],
  ['Makefile', 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 16\nEXTRAVERSION =\n', '6.12.16'],
  ['README', 'Version 1.0\n', 'unknown'],
])('reads %s', (file, text, version) => {
  writeFileSync(path.join(tree, file), text);
  expect(versionOfTree(tree)).toBe(version);
});

it('says a version or that it is unknown, whatever the file holds', () => {
  const word = fc.constantFrom(
    'project(',
    'VERSION ',
    'set(',
    ')',
    '"',
    `\${A}`,
    'A ',
    '1.2',
    "version: '1'",
    '\n',
    '#',
    '[',
    ',',
  );
  const text = fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom('CMakeLists.txt', 'meson.build', 'configure.ac', 'Makefile'), text, (file, content) => {
      writeFileSync(path.join(tree, file), content);
      expect(versionOfTree(tree)).toMatch(/^(\d[\w.+~-]*|unknown)$/);
      rmSync(path.join(tree, file));
    }),
  );
});
