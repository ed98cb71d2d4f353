import type { SystemTree } from './system-tree.js';

/** Version of the Qt 6 in a system, from its core library's name (libQt6Core.so.6.8.2); null: it has none. */
export function qtVersion(tree: SystemTree, libraryFolders: string[]): string | null {
  for (const folder of libraryFolders)
    for (const name of tree.list(folder)) {
      const version = /^libQt6Core\.so\.(\d+\.\d+\.\d+)$/.exec(name)?.[1];
      if (version !== undefined) return version;
    }
  return null;
}
