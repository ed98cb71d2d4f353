import path from 'node:path';
import type { PhaseContext } from '../define.js';
import { libraryFolders } from './selections.js';

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

/** Puts links to the libraries that this phase's recipes made in the places of restored ones of the same names: or programs would find those. */
export function replaceRestored(
  { view, layer, log }: Pick<PhaseContext, 'view' | 'layer' | 'log'>,
  phase: string,
): void {
  const isOwn = (unit: string) => unit.startsWith(`${phase}/`);
  const own = new Set(
    view.match([`${ours}/*.so*`]).flatMap(({ entry, unit }) => (isOwn(unit) ? [path.posix.basename(entry.path)] : [])),
  );
  const restored = view
    .match(restoredLibraries)
    .filter(({ entry, unit }) => own.has(path.posix.basename(entry.path)) && !isOwn(unit));
  for (const { entry } of restored) {
    const target = `${ours}/${path.posix.basename(entry.path)}`;
    layer.symlink(entry.path, path.posix.relative(path.posix.dirname(entry.path), target));
  }
  log(`Restored libraries that give way to ours of the same name: ${restored.length}`);
}

/** Puts links to the plugins and QML modules that this phase's recipes made where a restored Qt looks for them, in place of restored ones. */
export function showToRestoredQt(
  { view, layer, log }: Pick<PhaseContext, 'view' | 'layer' | 'log'>,
  phase: string,
): void {
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
