import { existsSync, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import { ancestorsOf, parentOf, resolveWithin } from '../../layers/paths.js';
import type { View } from '../../layers/view.js';

/** A system's files as its own programs would find them: links are followed within it. */
export interface SystemTree {
  /** Where a path really lies. */
  resolve: (name: string) => string;
  /** The file with the content of what lies there; undefined: nothing. A folder of a host counts as being there. */
  file: (name: string) => string | undefined;
  /** Names in a folder, sorted; none where it is no folder. */
  list: (folder: string) => string[];
}

/** A folder of this machine that holds a whole system. */
export function hostTree(root: string): SystemTree {
  const resolve = (name: string) => resolveWithin(name, (at) => linkOnHost(root, at), true);
  return {
    resolve,
    file: (name) => {
      const place = path.join(root, resolve(name));
      return existsSync(place) ? place : undefined;
    },
    list: (folder) => {
      const place = path.join(root, resolve(folder));
      return statSync(place, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(place).sort() : [];
    },
  };
}

/** Target of the link at a path below a folder; undefined: it is no link. */
export function linkOnHost(root: string, name: string): string | undefined {
  const file = path.join(root, name);
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(file) : undefined;
}

/** The target as the phases before have made it. */
export function viewTree(view: View): SystemTree {
  const folders = new Map<string, Set<string>>();
  for (const { entry } of view.entries()) {
    for (const name of [...ancestorsOf(entry.path), entry.path]) {
      const parent = parentOf(name);
      const names = folders.get(parent) ?? new Set();
      folders.set(parent, names.add(path.posix.basename(name)));
    }
  }
  const linkAt = (name: string) => {
    const entry = view.get(name)?.entry;
    return entry?.type === 'symlink' ? entry.target : undefined;
  };
  const resolve = (name: string) => resolveWithin(name, linkAt, true);
  return {
    resolve,
    file: (name) => view.get(resolve(name))?.content,
    list: (folder) => [...(folders.get(resolve(folder)) ?? [])].sort(),
  };
}

/** What the first has not comes from the second. */
export function eitherTree(first: SystemTree, second: SystemTree): SystemTree {
  return {
    resolve: (name) =>
      (first.file(name) === undefined && second.file(name) !== undefined ? second : first).resolve(name),
    file: (name) => first.file(name) ?? second.file(name),
    list: (folder) => [...new Set([...first.list(folder), ...second.list(folder)])].sort(),
  };
}
