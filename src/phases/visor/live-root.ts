import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TreeEntry } from '../../image/tree.js';

/** A host file as root's in an image: for what is on the medium and in no layer. */
export async function hostEntry(target: string, file: string, mode: number): Promise<TreeEntry> {
  const { size } = await stat(file);
  return { entry: { type: 'file', path: target, mode, uid: 0, gid: 0, size }, content: file };
}

/** A host folder with all below it, as root's: 0755 for folders and what is executable, 0644 for the rest. */
export async function hostFolder(target: string, folder: string): Promise<TreeEntry[]> {
  const made: TreeEntry[] = [{ entry: { type: 'dir', path: target, mode: 0o755, uid: 0, gid: 0 } }];
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const [to, from] = [path.posix.join(target, item.name), path.join(folder, item.name)];
    if (item.isDirectory()) made.push(...(await hostFolder(to, from)));
    else if (item.isFile()) made.push(await hostEntry(to, from, (await stat(from)).mode & 0o111 ? 0o755 : 0o644));
  }
  return made;
}

export const symlink = (target: string, to: string): TreeEntry => ({
  entry: { type: 'symlink', path: target, target: to, mode: 0o777, uid: 0, gid: 0 },
});
