import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Layout, layoutOf } from '../../src/host/layout.js';
import { type Composition, compose } from '../../src/layers/compose.js';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { layerDigest } from '../../src/layers/entries.js';
import type { LayerEntry, LayerManifest } from '../../src/layers/manifest.js';
import { ensureTarget } from '../../src/layers/target.js';

export const epoch = 1_700_000_000;
export const isRoot = process.getuid?.() === 0;

/** An empty folder for one test, gone afterwards. */
export function room(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'layers-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function layoutIn(dir: string): Layout {
  const root = path.join(dir, 'root');
  mkdirSync(root, { recursive: true });
  return layoutOf(root, { SMECHDEPLOY_CACHE_DIR: path.join(dir, 'cache') });
}

/** What a layer holds: text is a file, `-> x` a link, `= x` another name of x, `/` a folder, `x` (null) a removed path. */
export type Spec = Record<string, string | { text: string; mode?: number; uid?: number; gid?: number } | null>;

export async function makeLayer(dir: string, unit: string, spec: Spec, extra: LayerEntry[] = []): Promise<ViewLayer> {
  const tree = path.join(dir, `layer-${randomBytes(6).toString('hex')}`);
  const writer = createLayerWriter(tree, epoch);
  const more: LayerEntry[] = [...extra];
  for (const [name, value] of Object.entries(spec)) {
    if (value === null) more.push({ type: 'removed', path: name });
    else if (typeof value === 'object') await writer.file(name, value.text, value);
    else if (value === '/') writer.dir(name);
    else if (value.startsWith('-> ')) writer.symlink(name, value.slice(3));
    else if (value.startsWith('= '))
      more.push({ type: 'hardlink', path: name, mode: 0o644, uid: 0, gid: 0, target: value.slice(2) });
    else await writer.file(name, value);
  }
  const entries = [...(await writer.finish()), ...more];
  return { unit, tree, manifest: manifestOf(unit, entries) };
}

export function manifestOf(unit: string, given: LayerEntry[]): LayerManifest {
  const entries = given.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  const digest = layerDigest(entries);
  const createdAt = '2024-01-01T00:00:00Z';
  return {
    schemaVersion: 1,
    unit,
    fingerprint: digest,
    digest,
    createdAt,
    prebuilt: [],
    sources: [],
    tools: {},
    entries,
  };
}

/** Everything that can be seen of a folder: one line a path; names of one file share its first name. */
export function look(dir: string): Record<string, string> {
  const lines: Record<string, string> = {};
  const names = new Map<number, string>();
  const visit = (folder: string) => {
    for (const name of readdirSync(path.join(dir, folder)).sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    )) {
      const place = path.join(folder, name);
      if (place === '.smechdeploy-target') continue;
      const file = path.join(dir, place);
      const info = lstatSync(file);
      const owner = `${(info.mode & 0o7777).toString(8)} ${info.uid}:${info.gid} ${info.mtimeMs / 1000}`;
      if (info.isDirectory()) {
        lines[place] = `dir ${owner}`;
        visit(place);
      } else if (info.isSymbolicLink()) lines[place] = `-> ${readlinkSync(file)} ${owner}`;
      else if (info.isFile()) {
        const first = names.get(info.ino);
        if (info.nlink > 1) names.set(info.ino, first ?? place);
        lines[place] = first === undefined ? `file ${owner} ${readFileSync(file, 'utf8')}` : `= ${first}`;
      } else lines[place] = `special ${info.mode.toString(8)} ${info.rdev} ${owner}`;
    }
  };
  visit('');
  return lines;
}

/** A target, and a way to compose specs into it. */
export async function bench() {
  const here = room();
  const layout = layoutIn(here);
  const target = path.join(here, 'target');
  await ensureTarget(target, 'smechvisor');
  const composeLayers = (layers: ViewLayer[]): Promise<Composition> =>
    compose({ target, layout, layers, epoch, durable: false });
  const layersOf = (specs: Spec[]) => Promise.all(specs.map((spec, index) => makeLayer(here, `phase${index}`, spec)));
  const at = (name: string) => path.join(target, name);
  return {
    here,
    layout,
    target,
    at,
    composeLayers,
    compose: async (...specs: Spec[]) => composeLayers(await layersOf(specs)),
    read: (name: string) => readFileSync(at(name), 'utf8'),
  };
}

export type Bench = Awaited<ReturnType<typeof bench>>;
