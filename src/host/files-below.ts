import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Regular files below a folder, absolute, in name order; links are not followed. */
export async function filesBelow(dir: string): Promise<string[]> {
  const items = await readdir(dir, { recursive: true, withFileTypes: true });
  return items
    .filter((item) => item.isFile())
    .map((item) => path.join(item.parentPath, item.name))
    .sort();
}
