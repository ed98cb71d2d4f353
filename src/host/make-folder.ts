import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder with those above it that lack, one after the other; gives the first that it made, null where it was there. Node's own recursive
 * way never ends below /proc, where a folder can't be made and is not found either.
 */
export function makeFolder(dir: string): string | null {
  if (existsSync(dir)) return null;
  const parent = path.dirname(dir);
  const first = parent === dir ? null : makeFolder(parent);
  try {
    mkdirSync(dir);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return first ?? dir;
}
