import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Files below a folder of the host, for an initramfs: path there -> file on the host. */
export async function payloadFiles(to: string, from: string): Promise<Record<string, string>> {
  const found = await readdir(from, { recursive: true, withFileTypes: true });
  const files = found.filter((item) => item.isFile()).map((item) => path.join(item.parentPath, item.name));
  return Object.fromEntries(files.sort().map((file) => [path.posix.join(to, path.relative(from, file)), file]));
}
