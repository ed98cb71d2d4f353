import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { capture } from '../../src/layers/capture.js';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { phase as kwinDeps } from '../../src/phases/06_copy_kwin_deps.js';
import { phase as qtUiTools } from '../../src/phases/07_copy_qt6uitools.js';
import { smechos } from '../../src/profiles/smechos.js';
import { manifestOf } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const base = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-desktop-sources-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const lib = 'usr/lib/x86_64-linux-gnu';

/** Compiles a source into a system; what it is linked with follows in `args`. */
function compile(root: string, name: string, source: string, args: string[]): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(path.join(base, 'source.c'), source);
  execFileSync('gcc', [path.join(base, 'source.c'), '-o', file, '-nostdlib', ...args]);
  return file;
}

/** A core library as Qt makes it: with the version tag of its release, under its full name, found by a link. */
function putQt(root: string, version: string): string {
  const minor = version.replace(/\.\d+$/, '');
  const map = path.join(base, `tags-${version}`);
  writeFileSync(map, `Qt_6 { global: core; local: *; };\nQt_${minor} { global: qt_version_tag; } Qt_6;\n`);
  const file = compile(root, `${lib}/libQt6Core.so.${version}`, 'int core; int qt_version_tag;', [
    ...['-shared', '-Wl,-soname,libQt6Core.so.6', `-Wl,--version-script,${map}`],
  ]);
  rmSync(path.join(root, lib, 'libQt6Core.so.6'), { force: true });
  symlinkSync(path.basename(file), path.join(root, lib, 'libQt6Core.so.6'));
  return file;
}

/** A KWin of that Qt, which needs a library besides. */
function putKWin(root: string, core: string, helper: string): void {
  const source = 'extern int qt_version_tag, core, help; void _start(void) { core = qt_version_tag + help; }';
  compile(root, 'usr/bin/kwin_wayland', source, [core, helper]);
}

/** A reference host with a Qt, and what KWin and Qt's forms need beside it. */
function makeReference(version: string): { reference: string; core: string; helper: string } {
  const reference = mkdtempSync(path.join(base, 'reference-'));
  mkdirSync(path.join(reference, 'etc'));
  const core = putQt(reference, version);
  const helper = compile(reference, `${lib}/libhelper.so.1`, 'int help;', ['-shared', '-Wl,-soname,libhelper.so.1']);
  compile(reference, `${lib}/libQt6UiTools.so.6`, 'int tools;', ['-shared']);
  return { reference, core, helper };
}

async function layerOf(tree: string): Promise<ViewLayer> {
  return { unit: '04_compile_kde_stack', tree, manifest: manifestOf('04', await capture({ dir: tree, epoch: 1 })) };
}

const run = (phase: typeof kwinDeps, layer: ViewLayer, reference: string) =>
  runPhase(phase, mkdtempSync(path.join(base, 'run-')), { profile: smechos, reference, earlier: [layer] });

const taken = (entries: Map<string, { type: string }>) =>
  [...entries].flatMap(([name, { type }]) => (type === 'dir' ? [] : [path.basename(name)])).sort();

describe('what completes the desktop', () => {
  it('comes from a reference host with the same Qt', async () => {
    const { reference, helper } = makeReference('6.8.2');
    const own = mkdtempSync(path.join(base, 'own-'));
    putKWin(own, putQt(own, '6.8.2'), helper);
    const layer = await layerOf(own);
    const { entries, missing } = await run(kwinDeps, layer, reference);
    expect(taken(entries)).toEqual(['libhelper.so.1']);
    expect(missing).toEqual([]);
    expect(taken((await run(qtUiTools, layer, reference)).entries)).toEqual(['libQt6UiTools.so.6']);
  });

  it('does not come from one with another Qt, were it another patch alone: what lacks is said', async () => {
    const { reference, helper } = makeReference('6.8.2');
    const own = mkdtempSync(path.join(base, 'own-'));
    // The one that the distribution had there, which nothing loads any more.
    putQt(own, '6.8.2');
    putKWin(own, putQt(own, '6.8.3'), helper);
    const layer = await layerOf(own);
    const { entries, missing, log } = await run(kwinDeps, layer, reference);
    expect(taken(entries)).toEqual([]);
    expect(log).toContain(`${reference} has Qt 6.8.2 and the target Qt 6.8.3: nothing is taken from there`);
    expect(missing).toEqual([
      "KWin can't load libhelper.so.1, which usr/bin/kwin_wayland needs: compile it, or install it in the reference host.",
    ]);
    expect(taken((await run(qtUiTools, layer, reference)).entries)).toEqual([]);
  });

  it('brings the Qt that KWin was compiled against, where the target has none', async () => {
    const { reference, core, helper } = makeReference('6.8.2');
    const own = mkdtempSync(path.join(base, 'own-'));
    putKWin(own, core, helper);
    const layer = await layerOf(own);
    const names = ['libQt6Core.so.6', 'libQt6Core.so.6.8.2', 'libhelper.so.1'];
    expect(taken((await run(kwinDeps, layer, reference)).entries)).toEqual(names);

    const other = makeReference('6.9.1').reference;
    const { entries, log } = await run(kwinDeps, layer, other);
    expect(taken(entries)).toEqual([]);
    expect(log).toContain(`${other} has Qt 6.9.1 and the target a KWin for Qt 6.8: nothing is taken from there`);
  });

  it('is not guessed for a KWin that asks for no Qt', async () => {
    const { reference } = makeReference('6.8.2');
    const own = mkdtempSync(path.join(base, 'own-'));
    mkdirSync(path.join(own, 'usr/bin'), { recursive: true });
    writeFileSync(path.join(own, 'usr/bin/kwin_wayland'), '#!/bin/sh\n');
    const { entries, log } = await run(kwinDeps, await layerOf(own), reference);
    expect(taken(entries)).toEqual([]);
    expect(log).toContain(`${reference} has Qt 6.8.2 and the target Qt not at all: nothing is taken from there`);
  });
});
