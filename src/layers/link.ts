import { chmodSync, copyFileSync, linkSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { LayerEntry, LayerManifest } from './manifest.js';
import { ancestorsOf, parentOf, resolveWithin } from './paths.js';
import { shippedEntries } from './select.js';

/**
 * Links a layer's files into a sysroot. Call it once for each layer: folders are merged, a later layer wins. Files are hard links into the
 * cache (copies on another file system) and read-only. Absolute symbolic links are made relative, since a sysroot's `/lib` is its own.
 * Devices and pipes are left out.
 */
export function linkTree(
  tree: string,
  manifest: LayerManifest,
  dest: string,
  options: { globs?: string[] } = {},
): void {
  mkdirSync(dest, { recursive: true });
  const folders = new Map<string, string>();
  const files = new Map(manifest.entries.map((entry) => [entry.path, entry]));
  for (const entry of shippedEntries(manifest.entries, options.globs)) {
    const folder = parentOf(entry.path);
    const parent = folders.get(folder) ?? makeFolder(dest, folder);
    folders.set(folder, parent);
    const place = parent === '' ? path.basename(entry.path) : `${parent}/${path.basename(entry.path)}`;
    if (putEntry(tree, entry, dest, place, files)) folders.clear();
  }
}

/** Returns true when what folders resolve to may have changed. */
function putEntry(
  tree: string,
  entry: LayerEntry,
  dest: string,
  place: string,
  files: Map<string, LayerEntry>,
): boolean {
  const file = path.join(dest, place);
  switch (entry.type) {
    case 'dir':
      makeFolder(dest, place);
      return false;
    case 'symlink':
      rmSync(file, { recursive: true, force: true });
      symlinkSync(relativeTarget(place, entry.target), file);
      return true;
    case 'removed':
      rmSync(file, { recursive: true, force: true });
      return true;
    case 'file':
    case 'hardlink': {
      const origin = entry.type === 'hardlink' ? files.get(entry.target) : entry;
      if (origin) putFile(path.join(tree, origin.path), file);
      return false;
    }
    default:
      return false;
  }
}

function putFile(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  try {
    linkSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Another file system, too many links, or a cache of somebody else under fs.protected_hardlinks.
    if (code !== 'EXDEV' && code !== 'EMLINK' && code !== 'EPERM') throw error;
    copyFileSync(from, to);
    chmodSync(to, lstatSync(from).mode & 0o777);
  }
}

/** Makes a folder, through the links that earlier layers put on its way, and returns where it really is. */
function makeFolder(dest: string, folder: string): string {
  const place = resolveWithin(folder, (at) => linkAt(dest, at), true);
  for (const part of place === '' ? [] : [...ancestorsOf(place), place]) {
    const file = path.join(dest, part);
    const info = lstatSync(file, { throwIfNoEntry: false });
    if (info?.isDirectory()) continue;
    rmSync(file, { force: true });
    mkdirSync(file);
  }
  return place;
}

function linkAt(dest: string, place: string): string | undefined {
  const file = path.join(dest, place);
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(file) : undefined;
}

function relativeTarget(place: string, target: string): string {
  if (!target.startsWith('/')) return target;
  return path.posix.relative(`/${parentOf(place)}`, target) || '.';
}
