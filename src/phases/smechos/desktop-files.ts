import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ownOrPackaged } from '../../host/package.js';
import type { PhaseContext } from '../define.js';

/** A file of config/ and its place in the target. */
export interface ConfigFile {
  to: string;
  from: string;
}

/** Files of a folder of config/: the deploy root's folder where it has one, else the one that ships with this program. */
export async function configFiles(ctx: PhaseContext, folder: string, to: string): Promise<ConfigFile[]> {
  const from = ownOrPackaged(ctx.layout.root, folder);
  const names = (await readdir(from, { withFileTypes: true })).filter((item) => item.isFile()).map(({ name }) => name);
  return names.sort().map((name) => ({ to: path.posix.join(to, name), from: path.join(from, name) }));
}

/** Deploys what the target has not yet: an operator's own, or the distribution's, stays. */
export async function deployIfAbsent(ctx: PhaseContext, files: ConfigFile[]): Promise<void> {
  for (const { to, from } of files) {
    if (ctx.view.get(to)) ctx.log(`${to} is there already: it stays`);
    else await ctx.layer.copy(to, from, { mode: 0o644 });
  }
}
