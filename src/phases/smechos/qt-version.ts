import { versionNeeds } from '../../build/elf.js';
import { findLibrary } from './library-closure.js';
import type { SystemTree } from './system-tree.js';

/** Version of the Qt 6 that programs of a system load, from what its core library's name leads to (libQt6Core.so.6 -> libQt6Core.so.6.8.2); null: it has none. */
export function qtVersion(tree: SystemTree, libraryFolders: string[]): string | null {
  const place = findLibrary('libQt6Core.so.6', libraryFolders, tree);
  return place === null ? null : (/\.so\.(\d+\.\d+\.\d+)$/.exec(tree.resolve(place))?.[1] ?? null);
}

/**
 * Version of the Qt 6 that a program was compiled against, without its last field: 6.8. Qt's headers make each program ask for the version
 * tag of that release (qversiontagging.h). Null: it asks for none.
 */
export async function qtOfProgram(file: string, signal?: AbortSignal): Promise<string | null> {
  const minors = (await versionNeeds(file, signal)).flatMap((name) => /^Qt_6\.(\d+)$/.exec(name)?.[1] ?? []);
  return minors.length === 0 ? null : `6.${Math.max(...minors.map(Number))}`;
}
