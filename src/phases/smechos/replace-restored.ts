import path from 'node:path';
import type { PhaseContext } from '../define.js';
import { libraryFolders } from './selections.js';

const ours = 'usr/lib';

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
