import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '../host/hash.js';
import type { Layout } from '../host/layout.js';
import type { SourceFile } from './define.js';

/** A verified copy of a source file on this machine. */
export interface PresentFile {
  path: string;
  /** As the lock records it: `essentials/sources/NAME` or `cache`. */
  place: string;
}

/** Where the cache keeps a file. */
export const cachedPath = (layout: Layout, file: SourceFile) => path.join(layout.cache.sources, file.sha256, file.file);

/**
 * Looks for a file in the vendored folders (and the folders directly below them), then in the cache.
 * One that has the name but another content is passed over and told to `log`.
 */
export async function findPresent(
  file: SourceFile,
  layout: Layout,
  log: (text: string) => void = () => {},
): Promise<PresentFile | null> {
  for (const candidate of await vendoredCandidates(layout, file.file)) {
    const shown = path.relative(layout.root, candidate);
    const verdict = await verify(candidate, file);
    if (verdict === 'good') return { path: candidate, place: shown };
    if (verdict === 'different') log(`${shown} has another content than the catalog's sha256 for it: not used.`);
  }
  const cached = cachedPath(layout, file);
  const verdict = await verify(cached, file);
  if (verdict === 'different') log(`${cached} is damaged: it will be fetched again.`);
  return verdict === 'good' ? { path: cached, place: 'cache' } : null;
}

/** All files of a list, in order; null as soon as one lacks. */
export async function findAllPresent(
  files: SourceFile[],
  layout: Layout,
  log?: (text: string) => void,
): Promise<PresentFile[] | null> {
  const found: PresentFile[] = [];
  for (const file of files) {
    const present = await findPresent(file, layout, log);
    if (!present) return null;
    found.push(present);
  }
  return found;
}

async function verify(candidate: string, file: SourceFile): Promise<'good' | 'different' | 'absent'> {
  const status = await stat(candidate).catch(() => null);
  if (!status?.isFile()) return 'absent';
  if (file.size !== undefined && status.size !== file.size) return 'different';
  return (await hashFile(candidate)) === file.sha256 ? 'good' : 'different';
}

async function vendoredCandidates(layout: Layout, name: string): Promise<string[]> {
  const folders = await Promise.all(
    layout.vendored.map(async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      const below = entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(folder, entry.name));
      return [folder, ...below.sort()];
    }),
  );
  return folders.flat().map((folder) => path.join(folder, name));
}
