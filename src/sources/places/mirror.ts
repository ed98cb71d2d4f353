import { copyFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Attempt, PlaceError } from './attempt.js';
import { fromUrl } from './url.js';

/** A mirror of smechdeploy.json: a web address, or a folder (relative to the deploy root, or a file: address). */
export const isRemoteMirror = (mirror: string) => /^https?:\/\//i.test(mirror);

/** The address or path of a file on a mirror. */
export function onMirror(mirror: string, file: string, root: string): string {
  if (isRemoteMirror(mirror)) return `${mirror.replace(/\/+$/, '')}/${encodeURIComponent(file)}`;
  const folder = mirror.startsWith('file:') ? fileURLToPath(mirror) : path.resolve(root, mirror);
  return path.join(folder, file);
}

/** Gets a file from an operator's mirror. */
export async function fromMirror(mirror: string, file: string, attempt: Attempt): Promise<void> {
  const address = onMirror(mirror, file, attempt.layout.root);
  if (isRemoteMirror(mirror)) return fromUrl(address, attempt);
  const status = await stat(address).catch(() => null);
  if (!status?.isFile()) throw new PlaceError('not there');
  await copyFile(address, attempt.target);
  attempt.onBytes(status.size);
}
