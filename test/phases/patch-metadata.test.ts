import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { DeploySettings } from '../../src/host/settings.js';
import { phase } from '../../src/phases/08_patch_metadata.js';
import { versionsBuilt } from '../../src/phases/smechos/version-metadata.js';
import { deployRoot } from '../runner/deploy-root.js';
import { temporaryFolder } from '../runner/tools.js';
import { runPhase } from './context.js';

const lists = `set(KF_VERSION "6.30.0")\nproject(X VERSION \${KF_VERSION})\nfind_package(ECM 6.29.0 NO_MODULE)\n`;

function put(root: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

describe('08_patch_metadata', () => {
  it('says plainly that there is no tree', async () => {
    const dir = temporaryFolder();
    const { log, entries } = await runPhase(phase, dir);
    expect(log).toEqual([
      'The versions that are built: ecm 6.13.0, frameworks 6.13.0, plasma 6.3.4, qt 6.8.2.',
      'No vendored tree of a KDE module in essentials/ or deps/: nothing to patch.',
    ]);
    expect(entries.size).toBe(0);
  });

  it("lowers what trees of KDE's modules ask for, wherever they lie, and touches nothing else", async () => {
    const dir = temporaryFolder();
    const root = path.join(dir, 'root');
    put(root, 'essentials/kcodecs/CMakeLists.txt', lists);
    put(root, 'deps/others/kwin/CMakeLists.txt', 'set(PROJECT_DEP_VERSION "6.6.5")\n');
    put(root, 'essentials/zlib/CMakeLists.txt', lists);
    put(root, 'essentials/notes/CMakeLists.txt', lists);
    const { log } = await runPhase(phase, dir);
    expect(log.slice(1)).toEqual([
      'essentials/kcodecs/CMakeLists.txt:3: find_package(ECM) 6.29.0 -> 6.13.0',
      'essentials/kcodecs: 1 changed in 1 file.',
      'deps/others/kwin/CMakeLists.txt:1: PROJECT_DEP_VERSION 6.6.5 -> 6.3.4',
      'deps/others/kwin: 1 changed in 1 file.',
    ]);
    for (const other of ['zlib', 'notes'])
      expect(readFileSync(path.join(root, `essentials/${other}/CMakeLists.txt`), 'utf8')).toBe(lists);
    const again = await runPhase(phase, dir);
    expect(again.log.slice(1)).toEqual([
      'essentials/kcodecs: nothing to patch.',
      'deps/others/kwin: nothing to patch.',
    ]);
  });

  it('never writes through a link', async () => {
    const dir = temporaryFolder();
    put(dir, 'elsewhere/CMakeLists.txt', lists);
    mkdirSync(path.join(dir, 'root/essentials'), { recursive: true });
    symlinkSync('../../elsewhere', path.join(dir, 'root/essentials/kcodecs'));
    await expect(runPhase(phase, dir)).rejects.toThrow('it is a link');
    rmSync(path.join(dir, 'root/essentials'), { recursive: true });
    mkdirSync(path.join(dir, 'far/kcodecs'), { recursive: true });
    put(dir, 'far/kcodecs/CMakeLists.txt', lists);
    symlinkSync('../far', path.join(dir, 'root/essentials'));
    await expect(runPhase(phase, dir)).rejects.toThrow('essentials/kcodecs lies outside of the deploy root');
    expect(readFileSync(path.join(dir, 'far/kcodecs/CMakeLists.txt'), 'utf8')).toBe(lists);
  });

  it('is stale while a tree asks for more than is built, and fresh once it does not', { timeout: 60_000 }, async () => {
    const { root, cli } = deployRoot({});
    writeFileSync(path.join(root, 'build_order_smechvisor.txt'), '08_patch_metadata\n');
    expect((await cli('run')).code).toBe(0);
    expect((await cli('plan')).stdout).toContain('Nothing to do');
    put(root, 'essentials/kcodecs/CMakeLists.txt', lists);
    expect((await cli('why', '08_patch_metadata')).stdout).toContain(
      'essentials/kcodecs asks for more than is built: essentials/kcodecs/CMakeLists.txt:3: find_package(ECM) 6.29.0 -> 6.13.0',
    );
    const first = await cli('run', '--no-color');
    expect(first.code).toBe(0);
    expect((await cli('logs', '08_patch_metadata')).stdout).toContain('essentials/kcodecs: 1 changed in 1 file.');
    expect((await cli('plan')).stdout).toContain('Nothing to do');
    // What is asked for by name is looked at again, and a tree that is put back is patched again.
    expect((await cli('run', '08_patch_metadata')).code).toBe(0);
    expect((await cli('logs', '08_patch_metadata')).stdout).toContain('essentials/kcodecs: nothing to patch.');
    put(root, 'essentials/kcodecs/CMakeLists.txt', lists);
    expect((await cli('run')).code).toBe(0);
    expect(readFileSync(path.join(root, 'essentials/kcodecs/CMakeLists.txt'), 'utf8')).toContain('ECM 6.13.0');
  });
});

describe('the versions that are built', () => {
  const built = (root: string, settings: unknown = {}) =>
    versionsBuilt({ settings: DeploySettings.parse(settings), layout: layoutOf(root) });

  it("are the set's, and Qt's where Debian's is taken", () => {
    expect(built(temporaryFolder(), { versionSet: 'spec' })).toEqual({
      ecm: '6.26.0',
      frameworks: '6.26.0',
      plasma: '6.6.5',
      qt: '6.11.0',
    });
  });

  it('follow a vendored tree that is older, and a vendored ECM', () => {
    const root = temporaryFolder();
    put(root, 'essentials/extra-cmake-modules/CMakeLists.txt', 'project(ecm VERSION 6.30.0)\n');
    put(root, 'essentials/kcodecs/CMakeLists.txt', 'project(k VERSION 6.30.0)\n');
    put(root, 'deps/kio/CMakeLists.txt', 'project(k VERSION 6.10.0)\n');
    put(root, 'deps/kwin/CMakeLists.txt', 'project(k)\n');
    put(root, 'deps/karchive/README', 'refused where it is looked up\n');
    expect(built(root)).toEqual({ ecm: '6.30.0', frameworks: '6.10.0', plasma: '6.3.4', qt: '6.8.2' });
  });
});

it('a phase that works outside of the target does so each time it is asked for', { timeout: 60_000 }, async () => {
  const { root, cli } = deployRoot({});
  writeFileSync(path.join(root, 'build_order_smechvisor.txt'), '09_rotate_auth\n');
  put(root, 'home/.gemini/settings.json', '{"security":{"auth":{"selectedType":"oauth-personal"}}}');
  const chosen = () => readFileSync(path.join(root, 'home/.gemini/settings.json'), 'utf8');
  const before = chosen();
  expect((await cli('run', '09_rotate_auth')).code).toBe(0);
  const once = chosen();
  expect((await cli('run', '09_rotate_auth')).code).toBe(0);
  expect(once).not.toBe(before);
  expect(JSON.parse(chosen())).toEqual(JSON.parse(before));
});
