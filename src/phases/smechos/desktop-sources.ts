import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HostSelection } from '../../layers/host-tree.js';
import type { Input, PhaseContext } from '../define.js';
import { selectionOf } from './libraries.js';
import { qtVersion } from './qt-version.js';
import { restore } from './restore.js';
import { allLibraries, libraryFolders } from './selections.js';
import { eitherTree, hostTree, type SystemTree, viewTree } from './system-tree.js';

const fromReference: HostSelection = {
  take: [...allLibraries.take, 'usr/share/{glvnd,vulkan,kwin,plasma}/**'],
  ...(allLibraries.leave ? { leave: allLibraries.leave } : {}),
};

/** What phases depend on that complete the desktop. */
export const desktopSourceInputs: Input[] = [
  { kind: 'view', globs: ['usr/bin/kwin_wayland*', '{usr/,}lib{,64}/**', 'usr/share/{glvnd,vulkan,kwin,plasma}/**'] },
  { kind: 'reference', select: fromReference },
];

export interface DesktopSources {
  own: SystemTree;
  /** Our own first, then the reference host's where it may be taken from. */
  tree: SystemTree;
}

/** Our own layers, and the reference host behind them only where both have the same Qt: parts of two versions don't work together. */
export function desktopSources(ctx: PhaseContext): DesktopSources {
  const own = viewTree(ctx.view);
  if (!existsSync(path.join(ctx.reference, 'usr'))) return { own, tree: own };
  const host = hostTree(ctx.reference);
  const [ours, theirs] = [qtVersion(own, libraryFolders), qtVersion(host, libraryFolders)];
  if (ours === theirs) return { own, tree: eitherTree(own, host) };
  ctx.log(
    `${ctx.reference} has Qt ${theirs ?? 'not at all'} and the target Qt ${ours ?? 'not at all'}: nothing is taken from there`,
  );
  return { own, tree: own };
}

/** Takes those of these paths that our own layers have not from the reference host, with the links that lead to them. */
export async function takeWhatLacks(ctx: PhaseContext, { own, tree }: DesktopSources, names: string[]): Promise<void> {
  const lacking = names.filter((name) => own.file(name) === undefined && tree.file(name) !== undefined);
  if (lacking.length > 0) await restore(ctx, selectionOf(ctx, lacking));
  ctx.log(`${lacking.length} of ${names.length} were taken from the reference host, the rest is there`);
}
