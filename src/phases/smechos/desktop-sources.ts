import { existsSync } from 'node:fs';
import path from 'node:path';
import { binaryKind } from '../../build/elf.js';
import type { HostSelection } from '../../layers/host-tree.js';
import type { Input, PhaseContext } from '../define.js';
import { selectionOf } from './libraries.js';
import { qtOfProgram, qtVersion } from './qt-version.js';
import { restore } from './restore.js';
import { allLibraries, libraryFolders } from './selections.js';
import { eitherTree, hostTree, type SystemTree, viewTree } from './system-tree.js';

const fromReference: HostSelection = {
  take: [...allLibraries.take, 'usr/share/{glvnd,vulkan,kwin,plasma}/**'],
  ...(allLibraries.leave ? { leave: allLibraries.leave } : {}),
};

/** The compositor, which the desktop stands on. */
export const kwin = 'usr/bin/kwin_wayland';

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

/**
 * Our own layers, and the reference host behind them only where it has the Qt that the target's programs run with: parts of two versions don't
 * work together. A target without Qt runs with the one that its KWin was compiled against.
 */
export async function desktopSources(ctx: PhaseContext): Promise<DesktopSources> {
  const own = viewTree(ctx.view);
  if (!existsSync(path.join(ctx.reference, 'usr'))) return { own, tree: own };
  const host = hostTree(ctx.reference);
  const [ours, theirs] = [qtVersion(own, libraryFolders), qtVersion(host, libraryFolders)];
  const wanted = ours ?? (await qtOfKWin(own, ctx.signal));
  if (wanted !== null && theirs !== null && (theirs === wanted || (ours === null && theirs.startsWith(`${wanted}.`))))
    return { own, tree: eitherTree(own, host) };
  const target = ours === null && wanted !== null ? `a KWin for Qt ${wanted}` : `Qt ${wanted ?? 'not at all'}`;
  ctx.log(`${ctx.reference} has Qt ${theirs ?? 'not at all'} and the target ${target}: nothing is taken from there`);
  return { own, tree: own };
}

async function qtOfKWin(own: SystemTree, signal: AbortSignal): Promise<string | null> {
  const file = own.file(kwin);
  return file === undefined || binaryKind(file) !== 'linked' ? null : qtOfProgram(file, signal);
}

/** Takes those of these paths that our own layers have not from the reference host, with the links that lead to them. */
export async function takeWhatLacks(ctx: PhaseContext, { own, tree }: DesktopSources, names: string[]): Promise<void> {
  const lacking = names.filter((name) => own.file(name) === undefined && tree.file(name) !== undefined);
  if (lacking.length > 0) await restore(ctx, selectionOf(ctx, lacking));
  ctx.log(`${lacking.length} of ${names.length} were taken from the reference host, the rest is there`);
}
