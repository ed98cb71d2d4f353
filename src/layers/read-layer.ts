import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CacheLayout } from '../host/layout.js';
import { LayerManifest } from './manifest.js';

const known = new Map<string, LayerManifest>();

/**
 * The manifest of a layer in the cache, its content unseen: for planning. A layer never changes once it is stored, so each
 * is read once a process. Null where there is none; what is used for building goes through openLayer().
 */
export async function readLayer(cache: CacheLayout, fingerprint: string): Promise<LayerManifest | null> {
  const file = path.join(cache.layers, fingerprint, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    known.delete(file);
    return null;
  }
  const manifest = known.get(file) ?? LayerManifest.safeParse(JSON.parse(text)).data ?? null;
  if (manifest) known.set(file, manifest);
  return manifest;
}
