import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import PQueue from 'p-queue';
import { failure } from '../host/errors.js';
import { hashSourceTree, listTree } from '../host/source-tree.js';

/** Files that are copied beside each other. */
const atOnce = 32;

/**
 * Copies an operator's source tree into an empty folder; the tree itself is only read. Modes and times come from what identifies a tree, so that the same content gives
 * the same result from any checkout: as all files are of one age, make finds nothing that is older than what it was made from.
 * @param epoch seconds
 */
export async function copySourceTree(
  tree: { path: string; sha256: string },
  into: string,
  epoch: number,
  signal?: AbortSignal,
): Promise<void> {
  const queue = new PQueue({ concurrency: atOnce });
  const copies: Promise<void>[] = [];
  for (const entry of await listTree(tree.path)) {
    const to = path.join(into, entry.name);
    if (entry.kind === 'folder') await mkdir(to);
    else if (entry.kind === 'link') await symlink(entry.target, to);
    else
      copies.push(
        queue.add(async () => {
          signal?.throwIfAborted();
          await copyFile(path.join(tree.path, entry.name), to, constants.COPYFILE_FICLONE);
          await chmod(to, entry.executable ? 0o755 : 0o644);
          await utimes(to, epoch, epoch);
        }),
      );
  }
  await Promise.all(copies);
  if ((await hashSourceTree(tree.path)) !== tree.sha256)
    throw failure(`${tree.path} was changed while it was read: run it again.`);
}
