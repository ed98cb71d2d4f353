import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure, OperatorError } from '../host/errors.js';
import type { CacheLayout } from '../host/layout.js';
import { layerDigest } from './entries.js';
import { LayerManifest } from './manifest.js';
import { makeTemporary, moveTree, sealTree } from './seal.js';
import { checkTree, readStamp, writeStamp } from './stamp.js';

export interface StoredLayer {
  manifest: LayerManifest;
  /** Folder with the files' content. Read-only: the cache is shared. */
  tree: string;
}

/** Where messages about damaged layers go. */
export type OnMessage = (text: string) => void;

/** Whether a layer is there, without looking into it. */
export const hasLayer = (cache: CacheLayout, fingerprint: string): boolean =>
  existsSync(path.join(layerDir(cache, fingerprint), 'manifest.json'));

/** A layer's manifest alone, its files not looked at; null when it is absent or not readable. Kept in memory while the file stays the same. */
export async function readLayer(cache: CacheLayout, fingerprint: string): Promise<LayerManifest | null> {
  const file = path.join(layerDir(cache, fingerprint), 'manifest.json');
  const info = await stat(file).catch(() => undefined);
  if (!info) return null;
  const known = manifests.get(file);
  if (known?.mtimeMs === info.mtimeMs) return known.manifest;
  const manifest = parseManifest(await readFile(file, 'utf8').catch(() => ''), fingerprint) ?? null;
  manifests.set(file, { mtimeMs: info.mtimeMs, manifest });
  return manifest;
}

const manifests = new Map<string, { mtimeMs: number; manifest: LayerManifest | null }>();

/**
 * A layer from the cache, verified: every file has its size and content (by hash, unless size, mtime and inode are as they were
 * when it was last hashed). A damaged one is moved aside and counts as absent.
 */
export async function openLayer(
  cache: CacheLayout,
  fingerprint: string,
  onMessage: OnMessage = () => {},
): Promise<StoredLayer | null> {
  const dir = layerDir(cache, fingerprint);
  const text = await readFile(path.join(dir, 'manifest.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  const tree = path.join(dir, 'tree');
  const manifest = parseManifest(text, fingerprint);
  const stamp = await readStamp(dir);
  const damage =
    manifest === undefined ? 'its manifest is not readable' : await checkTree(tree, manifest.entries, stamp);
  if (manifest !== undefined && damage === undefined) {
    if (stamp.changed) await writeStamp(dir, stamp);
    return { manifest, tree };
  }
  const aside = await moveAside(cache, dir, fingerprint);
  onMessage(
    `The layer ${fingerprint.slice(0, 12)}${manifest ? ` of ${manifest.unit}` : ''} in the cache is damaged (${damage}): it was moved to ${aside} and is built again.`,
  );
  return null;
}

export interface StoreOptions {
  onMessage?: OnMessage;
  /** Made anew on purpose: it takes the place of one with other content. */
  replace?: boolean;
}

/**
 * Puts a layer into the cache; `dir`, with the content of its files, is moved there and gone afterwards. Atomic: other processes see the
 * whole layer or none. If another one stored it meanwhile, that one is used, unless this one is to replace what is there.
 */
export async function storeLayer(
  cache: CacheLayout,
  manifest: LayerManifest,
  dir: string,
  { onMessage, replace = false }: StoreOptions = {},
): Promise<StoredLayer> {
  if (manifest.digest !== layerDigest(manifest.entries))
    throw new TypeError(`storeLayer: the digest of ${manifest.unit} is not that of its entries`);
  const final = layerDir(cache, manifest.fingerprint);
  const temporary = await makeTemporary(cache.layers);
  try {
    await moveTree(dir, path.join(temporary, 'tree'));
    const stamp = sealTree(path.join(temporary, 'tree'), manifest.entries);
    await writeStamp(temporary, stamp);
    await writeSynced(path.join(temporary, 'manifest.json'), JSON.stringify(manifest));
    for (;;) {
      const placed = await place(temporary, final);
      if (placed) return { manifest, tree: path.join(final, 'tree') };
      const other = await openLayer(cache, manifest.fingerprint, onMessage);
      if (other && (!replace || other.manifest.digest === manifest.digest)) return other;
      // A folder without a manifest is no layer: some other program's remains, or half deleted.
      if (existsSync(final)) {
        const aside = await moveAside(cache, final, manifest.fingerprint);
        if (other) await rm(aside, { recursive: true, force: true });
      }
    }
  } catch (error) {
    if (error instanceof OperatorError || !(error instanceof Error) || !('code' in error)) throw error;
    throw failure(
      `The layer of ${manifest.unit} can't be stored in ${cache.layers} (${error.message}): make room or correct its rights.`,
      { cause: error },
    );
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function layerDir(cache: CacheLayout, fingerprint: string): string {
  if (!/^[\w-]+$/.test(fingerprint)) throw new TypeError(`not a fingerprint: ${fingerprint}`);
  return path.join(cache.layers, fingerprint);
}

function parseManifest(text: string, fingerprint: string): LayerManifest | undefined {
  try {
    const manifest = LayerManifest.parse(JSON.parse(text));
    return manifest.fingerprint === fingerprint && manifest.digest === layerDigest(manifest.entries)
      ? manifest
      : undefined;
  } catch {
    return undefined;
  }
}

async function place(temporary: string, final: string): Promise<boolean> {
  try {
    await rename(temporary, final);
    await syncFolder(path.dirname(final));
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

async function moveAside(cache: CacheLayout, dir: string, fingerprint: string): Promise<string> {
  const folder = path.join(cache.layers, '.damaged');
  await mkdir(folder, { recursive: true });
  const aside = path.join(folder, fingerprint);
  await rm(aside, { recursive: true, force: true });
  await rename(dir, aside).catch((error: NodeJS.ErrnoException) => {
    // Another process was faster.
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
  return aside;
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
