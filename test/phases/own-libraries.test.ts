import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { capture } from '../../src/layers/capture.js';
import { createView } from '../../src/layers/create-view.js';
import { checkOwnLibraries } from '../../src/phases/smechos/own-libraries.js';
import { manifestOf } from '../layers/fixtures.js';

const base = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-libraries-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

function compile(folder: string, name: string, source: string, more: string[] = []): string {
  const out = path.join(base, folder, name);
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(`${base}/x.c`, source);
  execFileSync('gcc', [
    `${base}/x.c`,
    '-o',
    out,
    '-nostdlib',
    '-shared',
    `-Wl,-soname,${path.basename(name)}`,
    ...more,
  ]);
  return out;
}

async function layerOf(unit: string) {
  const tree = path.join(base, unit.replace('/', '~'));
  const entries = await capture({ dir: tree, epoch: 1767225600 });
  return { unit, tree, manifest: manifestOf(unit, entries) };
}

it('says which libraries of what recipes made are nowhere, and not those of what was restored', async () => {
  const there = compile('restored', 'usr/lib/libthere.so.1', 'int there(void) { return 1; }');
  const gone = compile('elsewhere', 'libgone.so.2', 'int gone(void) { return 1; }');
  compile('restored', 'usr/lib/libodd.so.1', 'int gone(void); int odd(void) { return gone(); }', [gone]);
  symlinkSync('usr/lib', path.join(base, 'restored/lib'));
  compile(
    'p~ours',
    'usr/lib/libours.so.3',
    'int there(void); int gone(void); int ours(void) { return there() + gone(); }',
    [there, gone],
  );
  const missing: string[] = [];
  const view = createView([await layerOf('restored'), await layerOf('p/ours')]);
  await checkOwnLibraries({
    view,
    missing: (sentence) => missing.push(sentence),
    signal: new AbortController().signal,
  });
  expect(missing).toEqual([
    'The image has no libgone.so.2, which usr/lib/libours.so.3 needs: compile it, or install it in the reference host.',
  ]);
});
