import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import type { Profile } from '../profiles/define.js';
import { parseOrder } from './parse.js';
import { type ResolvedPhase, resolveOrder } from './resolve.js';

/** The phases of a profile's build order in a deploy root. Throws a usage error for everything that is wrong in it; nothing is run. */
export async function readOrder(root: string, profile: Profile, builtins: Iterable<string>): Promise<ResolvedPhase[]> {
  const file = path.join(root, profile.order);
  const lines = parseOrder(await readOrderFile(file, profile), file);
  if (lines.length === 0)
    throw usageError(`${file} names no phase: write one a line, or copy the lines from another deploy root.`);
  return resolveOrder(lines, { root, builtins });
}

/** The bytes of a build order. */
export async function readOrderFile(file: string, profile: Profile): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      throw usageError(
        `${path.dirname(file)} has no ${path.basename(file)}, the build order of profile ${profile.name}: choose another --profile, or make one there with \`smechdeploy-tui init ${path.dirname(file)}\`.`,
      );
    }
    if (code === 'EISDIR') throw usageError(`${file} is a folder: put the build order there as a text file.`);
    throw usageError(`${file} can't be read (${code}): give yourself the right to read it.`);
  }
}
