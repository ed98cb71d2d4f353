import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { hashSourceTree, listTree } from '../../host/source-tree.js';
import type { VersionSet } from '../../recipes/define.js';
import { patchVersions, type VersionChange } from './patch-text.js';
import { isCmakeFile } from './rules.js';

/** A cmake file of a tree that asks for more than a set of versions has. */
export interface FilePatch {
  /** Relative to the tree. */
  file: string;
  text: string;
  changes: VersionChange[];
}

// One character a byte, whatever its encoding: what is not changed is written as it was read.
const encoding = 'latin1';

/** What the patch set would change in a source tree. Nothing is written, and no link is followed. */
export async function findPatches(tree: string, versions: VersionSet): Promise<FilePatch[]> {
  const patches: FilePatch[] = [];
  for (const entry of await listTree(tree)) {
    if (entry.kind !== 'file' || !isCmakeFile(entry.name)) continue;
    const patch = patchVersions(await readFile(path.join(tree, entry.name), encoding), versions);
    if (patch.changes.length > 0) patches.push({ file: entry.name, ...patch });
  }
  return patches;
}

/** Writes patches into the tree that they were found in: each file in one piece, with the mode and owner that it had. */
export async function applyPatches(tree: string, patches: FilePatch[]): Promise<void> {
  for (const { file, text } of patches) {
    const name = path.join(tree, file);
    const { mode, uid, gid } = await lstat(name);
    await writeFileAtomic(name, text, { encoding, mode: mode & 0o7777, chown: { uid, gid } });
  }
}

/** The hash of a tree as it is once it has been patched: before and after that the same. */
export async function hashPatchedTree(tree: string, versions: VersionSet): Promise<string> {
  const patched = new Map(
    (await findPatches(tree, versions)).map(({ file, text }) => [file, Buffer.from(text, encoding)]),
  );
  return hashSourceTree(tree, patched);
}

/** `CMakeLists.txt:7: find_package(ECM) 6.29.0 -> 6.13.0`, one line a change. */
export const patchLines = (patches: FilePatch[], tree = ''): string[] =>
  patches.flatMap(({ file, changes }) =>
    changes.map(({ line, what, from, to }) => `${path.join(tree, file)}:${line}: ${what} ${from} -> ${to}`),
  );
