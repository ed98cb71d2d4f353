import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type RunRecipeOptions, runRecipe } from '../../src/build/run-recipe.js';
import { layoutOf } from '../../src/host/layout.js';
import { storeLayer } from '../../src/layers/cache.js';
import { capture } from '../../src/layers/capture.js';
import { layerDigest } from '../../src/layers/entries.js';
import type { LayerManifest } from '../../src/layers/manifest.js';
import type { Recipe } from '../../src/recipes/define.js';

const made: string[] = [];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'smech-build-'));
  made.push(dir);
  return dir;
}

/** Writes files (a trailing `!` in the name: executable) and packs them as a source archive with one top folder. */
export function sourceArchive(name: string, files: Record<string, string>, prepare?: (dir: string) => void): string {
  const dir = temporaryFolder();
  const top = path.join(dir, `${name}-1.0`);
  for (const [key, text] of Object.entries(files)) {
    const file = path.join(top, key.replace(/!$/, ''));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: key.endsWith('!') ? 0o755 : 0o644 });
  }
  prepare?.(top);
  const archive = path.join(dir, `${name}-1.0.tar.xz`);
  execFileSync('tar', ['-cJf', archive, '-C', dir, `${name}-1.0`], { env: { ...process.env, XZ_OPT: '-0' } });
  return archive;
}

export interface Room {
  root: string;
  layout: ReturnType<typeof layoutOf>;
  logFile: string;
  progress: { done: number; label: string }[];
  build: (
    recipe: Recipe,
    sources: Record<string, string[]>,
    extra?: Partial<RunRecipeOptions>,
  ) => Promise<LayerManifest>;
  tree: (manifest: LayerManifest) => string;
}

/** A deploy root with a cache of its own. */
export function room(): Room {
  const root = temporaryFolder();
  const layout = layoutOf(root, { SMECHDEPLOY_CACHE_DIR: path.join(root, 'cache') });
  const logFile = path.join(root, 'log');
  const progress: Room['progress'] = [];
  return {
    root,
    layout,
    logFile,
    progress,
    tree: (manifest) => path.join(layout.cache.layers, manifest.fingerprint, 'tree'),
    build: (recipe, sources, extra = {}) =>
      runRecipe(recipe, {
        unit: `phase/${recipe.name}`,
        fingerprint: createHash('sha256').update(JSON.stringify(recipe)).digest('hex'),
        layout,
        jobs: 2,
        epoch: 1767225600,
        sources: Object.entries(sources).map(([name, files]) => ({
          name,
          version: '1.0',
          license: 'MIT',
          prebuilt: false,
          files,
        })),
        dependencies: [],
        hostDependencies: [],
        files: recipe.files ?? {},
        logFile,
        report: {
          progress: (done, _total, label) => progress.push({ done, label }),
          message: () => {},
          step: () => {},
        },
        signal: new AbortController().signal,
        ...extra,
      }),
  };
}

/** A recipe with nothing special about it. */
export const recipe = (name: string, changes: Partial<Recipe>): Recipe => ({
  name,
  title: name,
  sources: [name],
  dependencies: [],
  libc: 'host',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  steps: [],
  ship: ['**'],
  tools: [],
  ...changes,
});

export const paths = (manifest: LayerManifest) =>
  manifest.entries.filter(({ type }) => type !== 'dir').map((entry) => entry.path);

/**
 * A musl sysroot as a layer, from the distribution's packages; null with the reason where they can't be had. They are fetched by
 * the host's own apt into a folder and unpacked, not installed.
 */
export async function muslLayer(here: Room) {
  const unpacked = muslPackages();
  if (!unpacked) return null;
  const dir = path.join(here.root, 'musl');
  const shell = [
    `mkdir -p ${dir}/usr ${dir}/lib`,
    `cp -a ${unpacked}/usr/lib/x86_64-linux-musl ${dir}/usr/lib`,
    `cp -a ${unpacked}/usr/include/x86_64-linux-musl ${dir}/usr/include`,
    `rm -f ${dir}/usr/lib/libc.so`,
    `cp -a ${unpacked}/lib/x86_64-linux-musl/libc.so ${dir}/usr/lib/libc.so`,
    `ln -s /usr/lib/libc.so ${dir}/lib/ld-musl-x86_64.so.1`,
  ];
  execFileSync('sh', ['-ec', shell.join('\n')]);
  return storedLayer(here, 'base/musl', dir);
}

/** A folder as a layer of the cache, for sysroots. */
export async function storedLayer({ layout }: Room, unit: string, dir: string) {
  const entries = await capture({ dir, epoch: 1767225600 });
  const manifest: LayerManifest = {
    schemaVersion: 1,
    unit,
    fingerprint: createHash('sha256').update(unit).digest('hex'),
    digest: layerDigest(entries),
    createdAt: new Date().toISOString(),
    prebuilt: [],
    sources: [],
    tools: {},
    entries,
  };
  const { tree } = await storeLayer(layout.cache, manifest, dir);
  return { unit, manifest, tree };
}

function muslPackages(): string | null {
  if (existsSync('/usr/lib/x86_64-linux-musl/libc.a') && existsSync('/lib/x86_64-linux-musl/libc.so')) return '/';
  const dir = temporaryFolder();
  try {
    execFileSync('apt-get', ['download', '-qq', 'musl', 'musl-dev'], { cwd: dir, stdio: 'ignore', timeout: 20_000 });
    for (const file of readdirSync(dir).filter((name) => name.endsWith('.deb'))) {
      execFileSync('dpkg-deb', ['-x', file, '.'], { cwd: dir });
    }
    return dir;
  } catch {
    return null;
  }
}

export const read = (...parts: string[]) => readFileSync(path.join(...parts), 'utf8');
