import { readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { PhaseContext } from '../define.js';

/** The operator's own installed OpenRC, as it is: its services may be replaced by ours of the same name. */
export async function copyOpenrc(ctx: PhaseContext, folder: string): Promise<void> {
  ctx.log(`OpenRC is copied from ${folder}`);
  const children = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const child of children) {
    const from = path.join(child.parentPath, child.name);
    const to = path.relative(folder, from);
    if (child.isDirectory()) ctx.layer.dir(to);
    else if (child.isSymbolicLink()) ctx.layer.symlink(to, await readlink(from));
    else await ctx.layer.copy(to, from);
  }
}
