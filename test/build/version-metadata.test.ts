import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patchVersions } from '../../src/build/version-metadata/patch-text.js';
import { applyPatches, findPatches, hashPatchedTree, patchLines } from '../../src/build/version-metadata/patch-tree.js';
import { hashSourceTree } from '../../src/host/source-tree.js';
import { compareVersions } from '../../src/host/version.js';
import type { VersionSet } from '../../src/recipes/define.js';
import { paths, read, recipe, room, sourceArchive, temporaryFolder } from './fixtures.js';

const versions: VersionSet = { ecm: '6.13.0', frameworks: '6.13.0', plasma: '6.3.6', qt: '6.8.2' };

describe('what a module of KDE asks for', () => {
  it.each([
    ['find_package(ECM 6.29.0  NO_MODULE)', 'find_package(ECM 6.13.0  NO_MODULE)'],
    ['set(REQUIRED_QT_VERSION 6.9.0)', 'set(REQUIRED_QT_VERSION 6.8.2)'],
    ['set(QT_MIN_VERSION "6.10.0")', 'set(QT_MIN_VERSION "6.8.2")'],
    [
      'set(KF_DEP_VERSION "6.29.0") # handled by release scripts',
      'set(KF_DEP_VERSION "6.13.0") # handled by release scripts',
    ],
    ['set(KF6_MIN_VERSION "6.22.0")', 'set(KF6_MIN_VERSION "6.13.0")'],
    ['set(PROJECT_DEP_VERSION "6.6.5")', 'set(PROJECT_DEP_VERSION "6.3.6")'],
    ['FIND_PACKAGE( KF6\n  6.29.0 REQUIRED COMPONENTS I18n)', 'FIND_PACKAGE( KF6\n  6.13.0 REQUIRED COMPONENTS I18n)'],
    ['find_package(Qt6Core 6.9.0 REQUIRED)', 'find_package(Qt6Core 6.8.2 REQUIRED)'],
    ['find_package(KF6Screen 6.6.0)', 'find_package(KF6Screen 6.3.6)'],
    ['find_dependency(KDecoration3 6.6.90)', 'find_dependency(KDecoration3 6.3.6)'],
  ])('%s is lowered to what is built', (before, after) => {
    expect(patchVersions(before, versions).text).toBe(after);
  });

  it.each([
    'find_package(ECM 6.13.0 NO_MODULE)',
    'find_package(ECM 6.2 NO_MODULE)',
    `find_package(ECM \${KF_DEP_VERSION} NO_MODULE)`,
    '# find_package(ECM 6.29.0 NO_MODULE)',
    '#[[\nfind_package(ECM 6.29.0)\n]]',
    'message("find_package(ECM 6.29.0)")',
    'message([==[ find_package(ECM 6.29.0) ]] ]==])',
    'set(KF_VERSION "6.30.0") # handled by release scripts',
    'set(PROJECT_VERSION "6.6.80")',
    'cmake_minimum_required(VERSION 3.29)',
    'find_package(Python3 3.99 REQUIRED)',
    'find_package(KF5CoreAddons 5.116.0)',
    'my_find_package(ECM 6.29.0)',
    'ecm_set_disabled_deprecation_versions(\n    QT 6.11.0\n)',
  ])('%s is left alone', (text) => {
    expect(patchVersions(text, versions)).toEqual({ text, changes: [] });
  });

  it('is told with its line', () => {
    const text = `# top\n\nset(KF_MIN_VERSION\n   "6.29.0")\r\nfind_package(ECM \${KF_MIN_VERSION})\nfind_package(Qt6 6.9 CONFIG)`;
    expect(patchVersions(text, versions).changes).toEqual([
      { line: 4, what: 'KF_MIN_VERSION', from: '6.29.0', to: '6.13.0' },
      { line: 6, what: 'find_package(Qt6)', from: '6.9', to: '6.8.2' },
    ]);
  });
});

const version = fc.array(fc.nat(40), { minLength: 2, maxLength: 3 }).map((fields) => fields.join('.'));
const name = fc.constantFrom(
  'ECM',
  'KF6',
  'KF6Config',
  'Qt6',
  'KWayland',
  'Python3',
  'KF_DEP_VERSION',
  'QT_MIN_VERSION',
  'KF_VERSION',
);
const call = fc
  .tuple(fc.constantFrom('find_package', 'find_dependency', 'set', 'SET'), name, version, fc.constantFrom('', '"'))
  .map(([command, what, number, quote]) => `${command}(${what} ${quote}${number}${quote})`);
const noise = fc.constantFrom('\n', '#', '"', '\\', '[[', ']]', '#[=[', ']=]', '(', ' ', '\t', '\r\n', '\u00ff');
const cmakeText = fc
  .array(fc.oneof(call, noise, fc.string({ maxLength: 3 })), { maxLength: 30 })
  .map((parts) => parts.join(''));
const versionSet = fc.record({ ecm: version, frameworks: version, plasma: version, qt: version });

describe('patching', () => {
  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(cmakeText, versionSet, (text, set) => {
        const once = patchVersions(text, set);
        expect(patchVersions(once.text, set)).toEqual({ text: once.text, changes: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('only lowers, to what is built, and leaves every other character', () => {
    fc.assert(
      fc.property(cmakeText, versionSet, (text, set) => {
        const { text: patched, changes } = patchVersions(text, set);
        for (const { from, to } of changes) {
          expect(compareVersions(to, from)).toBeLessThan(0);
          expect(Object.values(set)).toContain(to);
        }
        if (changes.length === 0) expect(patched).toBe(text);
        expect(patched.length - text.length).toBe(
          changes.reduce((sum, { from, to }) => sum + to.length - from.length, 0),
        );
        expect(text.replace(/[\d.]+/g, '0')).toBe(patched.replace(/[\d.]+/g, '0'));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a tree', () => {
  const tree = () => {
    const dir = path.join(temporaryFolder(), 'tree');
    mkdirSync(path.join(dir, 'src'), { recursive: true });
    writeFileSync(path.join(dir, 'CMakeLists.txt'), Buffer.from('# \xe9\xff\nfind_package(ECM 6.29.0)\n', 'latin1'), {
      mode: 0o640,
    });
    writeFileSync(path.join(dir, 'src/CMakeLists.txt'), 'find_package(Qt6 6.2)\n');
    writeFileSync(path.join(dir, 'XConfig.cmake.in'), 'find_dependency(Qt6Core 6.9.0)\n');
    writeFileSync(path.join(dir, 'README'), 'find_package(ECM 6.29.0)\n');
    symlinkSync('README', path.join(dir, 'linked.cmake'));
    for (const file of ['CMakeLists.txt', 'src/CMakeLists.txt']) utimesSync(path.join(dir, file), 1000, 1000);
    return dir;
  };

  it('has what it asks for lowered in place: modes and other bytes stay, and files without need are not touched', async () => {
    const dir = tree();
    const before = await hashSourceTree(dir);
    const becomes = await hashPatchedTree(dir, versions);
    const patches = await findPatches(dir, versions);
    expect(patchLines(patches, 'essentials/x')).toEqual([
      'essentials/x/CMakeLists.txt:2: find_package(ECM) 6.29.0 -> 6.13.0',
      'essentials/x/XConfig.cmake.in:1: find_dependency(Qt6Core) 6.9.0 -> 6.8.2',
    ]);
    expect(await hashSourceTree(dir)).toBe(before);
    await applyPatches(dir, patches);
    expect(readFileSync(path.join(dir, 'CMakeLists.txt'), 'latin1')).toBe('# \xe9\xff\nfind_package(ECM 6.13.0)\n');
    expect(statSync(path.join(dir, 'CMakeLists.txt'))).toMatchObject({ mode: 0o100640 });
    // A build that has seen the file before must see that it changed.
    expect(statSync(path.join(dir, 'CMakeLists.txt')).mtimeMs).toBeGreaterThan(2_000_000);
    expect(statSync(path.join(dir, 'src/CMakeLists.txt')).mtimeMs).toBe(1_000_000);
    expect(readFileSync(path.join(dir, 'README'), 'utf8')).toBe('find_package(ECM 6.29.0)\n');
    expect(await findPatches(dir, versions)).toEqual([]);
    expect([await hashSourceTree(dir), await hashPatchedTree(dir, versions)]).toEqual([becomes, becomes]);
  });

  it('with a link that leads out of it is refused, and nothing is written', async () => {
    const dir = tree();
    const outside = path.join(path.dirname(dir), 'outside.cmake');
    writeFileSync(outside, 'find_package(ECM 6.29.0)\n');
    symlinkSync('../outside.cmake', path.join(dir, 'more.cmake'));
    await expect(findPatches(dir, versions)).rejects.toThrow('leads out of its source tree');
    expect(readFileSync(outside, 'utf8')).toBe('find_package(ECM 6.29.0)\n');
  });
});

it("a recipe's copy is lowered before its steps, and the log says what", { timeout: 60_000 }, async () => {
  const here = room();
  const messages: string[] = [];
  const archive = sourceArchive('m', { 'CMakeLists.txt': 'find_package(ECM 6.29.0)\nset(QT_MIN_VERSION "6.5.0")\n' });
  const steps = [{ title: 'install', argv: ['cp', 'CMakeLists.txt', '@dest@'], fakeroot: true }];
  const report = {
    progress: () => {},
    step: () => {},
    message: (_level: string, text: string) => messages.push(text),
  };
  const manifest = await here.build(recipe('m', { steps, versions }), { m: [archive] }, { report });
  expect(paths(manifest)).toEqual(['CMakeLists.txt']);
  expect(read(here.tree(manifest), 'CMakeLists.txt')).toBe('find_package(ECM 6.13.0)\nset(QT_MIN_VERSION "6.5.0")\n');
  expect(messages).toEqual([
    '1 least version lowered to what is built: CMakeLists.txt:1: find_package(ECM) 6.29.0 -> 6.13.0',
  ]);
  expect(read(here.logFile)).toContain('==> version metadata\nCMakeLists.txt:1: find_package(ECM) 6.29.0 -> 6.13.0\n');
});
