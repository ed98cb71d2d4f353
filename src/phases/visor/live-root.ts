import { stat } from 'node:fs/promises';
import type { TreeEntry } from '../../image/tree.js';

/** A host file as root's in an image: for what is on the medium and in no layer. */
export async function hostEntry(target: string, file: string, mode: number): Promise<TreeEntry> {
  const { size } = await stat(file);
  return { entry: { type: 'file', path: target, mode, uid: 0, gid: 0, size }, content: file };
}
