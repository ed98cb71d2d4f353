import path from 'node:path';
import { binaryKind, type ElfFacts, readElf } from '../../build/elf.js';
import type { SystemTree } from './system-tree.js';

export interface Binary {
  /** Path in the target. */
  path: string;
  /** File on the host with its content. */
  file: string;
}

export interface LibraryHost {
  /** The system that holds the libraries. */
  tree: SystemTree;
  /** Folders of it that the dynamic linker searches, in its order. */
  folders: string[];
}

export interface Closure {
  /** Paths below the host's root of the libraries that are needed, by the names that are asked for. */
  libraries: string[];
  /** What nothing provides. */
  missing: { library: string; neededBy: string }[];
}

/** All libraries that these programs and libraries need, and those need in turn, by DT_NEEDED. */
export async function libraryClosure(start: Binary[], host: LibraryHost, signal?: AbortSignal): Promise<Closure> {
  const libraries = new Set<string>();
  const missing = new Map<string, string>();
  const provided = new Set(start.map((binary) => binary.path));
  let next = start.filter(isLinked);
  while (next.length > 0) {
    const facts = await readElf(
      next.map(({ file }) => file),
      signal,
    );
    const found: Binary[] = [];
    for (const binary of next) {
      const fact = facts.get(binary.file);
      for (const library of fact?.needed ?? []) {
        // One that lies beside it was loaded by what loads it.
        const beside = path.posix.dirname(binary.path);
        const folders = [...foldersFor(binary, fact), ...host.folders, beside];
        const place = findLibrary(library, folders, host.tree);
        if (place === null) missing.set(library, missing.get(library) ?? binary.path);
        else if (!libraries.has(place) && !provided.has(place)) {
          libraries.add(place);
          const real = host.tree.resolve(place);
          const file = host.tree.file(real);
          if (file !== undefined && !provided.has(real)) found.push({ path: real, file });
        }
      }
    }
    next = found.filter(isLinked);
  }
  return {
    libraries: [...libraries].sort(),
    missing: [...missing].map(([library, neededBy]) => ({ library, neededBy })),
  };
}

const isLinked = ({ file }: Binary) => binaryKind(file) === 'linked';

/** DT_RPATH and DT_RUNPATH of the one that asks. */
const foldersFor = ({ path: name }: Binary, facts: ElfFacts | undefined) =>
  (facts?.runPaths ?? []).map((folder) =>
    path.posix.normalize(folder.replace(/^\$(ORIGIN|\{ORIGIN\})/, `/${path.posix.dirname(name)}`)).replace(/^\//, ''),
  );

/** The name by which a library is found, in a folder as it really lies; null: in none. */
export function findLibrary(library: string, folders: string[], tree: SystemTree): string | null {
  if (library.includes('/')) return tree.file(library) === undefined ? null : library.replace(/^\//, '');
  for (const folder of folders) {
    const place = `${tree.resolve(folder)}/${library}`;
    if (tree.file(place) !== undefined) return place;
  }
  return null;
}
