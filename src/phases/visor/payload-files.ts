import path from 'node:path';
import { filesBelow } from '../../host/files-below.js';

/** Files below a folder of the host, for an initramfs: path there -> file on the host. */
export async function payloadFiles(to: string, from: string): Promise<Record<string, string>> {
  const files = await filesBelow(from);
  return Object.fromEntries(files.map((file) => [path.posix.join(to, path.relative(from, file)), file]));
}
