import path from 'node:path';
import { binaryKind, versionsOffered } from '../../build/elf.js';
import type { PhaseContext } from '../define.js';
import { libraryFolders } from './selections.js';
import { viewTree } from './system-tree.js';

const ours = 'usr/lib';

/** Below it a distribution has the libraries of this processor. */
const theirs = 'usr/lib/x86_64-linux-gnu';

/** Where Qt looks for what it loads, in our library folder and in theirs. */
const qtFolders = ['qt6/plugins', 'qt6/qml'];
const restoredQt = `${theirs}/libQt6Core.so.6`;

/** What tells a phase that `showToRestoredQt` has something to do. */
export const restoredQtFiles = [restoredQt, ...qtFolders.map((folder) => `${theirs}/${folder}/**`)];

/** Restored libraries of this name lie where the dynamic linker looks first: what a phase that replaces them depends on. */
export const restoredLibraries = libraryFolders
  .filter((folder) => folder !== ours && folder !== 'lib')
  .map((folder) => `${folder}/*.so*`);

type Context = Pick<PhaseContext, 'view' | 'layer' | 'log' | 'signal'>;

/**
 * Puts links to the libraries that these units made in the places of restored ones of the same names: or programs would find those.
 * A restored one stays where ours lacks versions of it that programs may ask for: they would not start.
 */
export async function replaceRestored(
  { view, layer, log, signal }: Context,
  isOwn: (unit: string) => boolean,
): Promise<void> {
  const own = new Set(
    view.match([`${ours}/*.so*`]).flatMap(({ entry, unit }) => (isOwn(unit) ? [path.posix.basename(entry.path)] : [])),
  );
  const restored = view
    .match(restoredLibraries)
    .filter(({ entry, unit }) => own.has(path.posix.basename(entry.path)) && !isOwn(unit));
  const tree = viewTree(view);
  const replaced: string[] = [];
  for (const { entry } of restored) {
    const target = `${ours}/${path.posix.basename(entry.path)}`;
    const lacking = await versionsLacking(tree.file(entry.path), tree.file(target), signal);
    if (lacking.length > 0) {
      log(`${entry.path} stays: ours has not its version${lacking.length === 1 ? '' : 's'} ${lacking.join(', ')}`);
      continue;
    }
    layer.symlink(entry.path, path.posix.relative(path.posix.dirname(entry.path), target));
    replaced.push(entry.path);
  }
  log(`Restored libraries that give way to ours of the same name: ${replaced.length}`);
}

async function versionsLacking(theirs: string | undefined, ours: string | undefined, signal: AbortSignal) {
  const [asked, offered] = [theirs, ours].map((file) =>
    file !== undefined && binaryKind(file) === 'linked' ? versionsOffered(file, signal) : [],
  );
  const has = new Set(await offered);
  return ((await asked) ?? []).filter((version) => !has.has(version));
}

/** Puts links to the plugins and QML modules that this phase's recipes made where a restored Qt looks for them, in place of restored ones. */
export function showToRestoredQt({ view, layer, log }: Omit<Context, 'signal'>, phase: string): void {
  const isOwn = (unit: string) => unit.startsWith(`${phase}/`);
  if (view.match([restoredQt]).every(({ unit }) => isOwn(unit))) return;
  const own = view
    .match(qtFolders.map((folder) => `${ours}/${folder}/**`))
    .filter(({ entry, unit }) => isOwn(unit) && entry.type !== 'dir');
  for (const { entry } of own) {
    const link = `${theirs}${entry.path.slice(ours.length)}`;
    layer.symlink(link, path.posix.relative(path.posix.dirname(link), entry.path));
  }
  log(`Files of plugins and QML modules that the restored Qt finds as links to ours: ${own.length}`);
}
