import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../host/errors.js';
import type { LayerEntry } from './manifest.js';
import { contentMode, Stamp } from './stamp.js';

const temporaryPrefix = '.new-';
/** A temporary folder older than this belongs to nobody any more. */
const staleMs = 48 * 3600 * 1000;

/** An empty folder for a layer in the making; those that killed processes left are removed. */
export async function makeTemporary(layers: string): Promise<string> {
  await mkdir(layers, { recursive: true });
  for (const name of await readdir(layers)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const old = path.join(layers, name);
    const info = await stat(old).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > staleMs) await rm(old, { recursive: true, force: true });
  }
  return await mkdtemp(path.join(layers, temporaryPrefix));
}

/** Moves a folder, also to another file system. */
export async function moveTree(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rm(from, { recursive: true, force: true });
  }
}

/**
 * Makes the files of a layer read-only, executable where the manifest says so; what exists in the manifest alone (devices, which
 * fakeroot shows as empty files) is removed. The manifest's content and the files must agree.
 */
export function sealTree(tree: string, entries: LayerEntry[]): Stamp {
  const stamp = new Stamp();
  chmodSync(tree, 0o755);
  for (const entry of entries) {
    const file = path.join(tree, entry.path);
    if (entry.type === 'dir') chmodSync(file, 0o755);
    if (entry.type === 'char' || entry.type === 'block' || entry.type === 'fifo') rmSync(file, { force: true });
    if (entry.type !== 'file') continue;
    chmodSync(file, contentMode(entry.mode));
    const info = lstatSync(file, { bigint: true });
    if (!info.isFile() || Number(info.size) !== entry.size)
      throw failure(`${file} changed while its layer was stored: build it again.`);
    stamp.set(entry.path, info);
  }
  return stamp;
}
