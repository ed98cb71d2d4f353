import { stat } from 'node:fs/promises';
import path from 'node:path';
import { run } from './exec.js';
import { checkSpace } from './space.js';

export interface CopySparseOptions {
  /** Starts cp; default: a program of its own, without log and signal. */
  exec?: (argv: string[]) => Promise<unknown>;
  /** What the copy is, for who has no room for it (`the working copy of part2.img`); absent: that isn't looked at before. */
  what?: string;
}

/** Copies a file with its mode, so that its holes, and what is all zeros, take no room; shares the blocks where the file system can. */
export async function copySparse(
  from: string,
  to: string,
  { exec = run, what }: CopySparseOptions = {},
): Promise<void> {
  if (what !== undefined) {
    const { blocks } = await stat(from);
    await checkSpace([{ path: path.dirname(to), bytes: blocks * 512, what }]);
  }
  await exec(['cp', '--sparse=always', '--reflink=auto', '--preserve=mode', '--', from, to]);
}
