import { existsSync } from 'node:fs';
import path from 'node:path';
import { binaryKind, type ElfFacts, readElf } from '../../build/elf.js';

export interface Binary {
  /** Path in the target. */
  path: string;
  /** File on the host with its content. */
  file: string;
}

export interface LibraryHost {
  /** Absolute folder that holds the libraries, as a system. */
  root: string;
  /** Folders below it that the dynamic linker searches, in its order. */
  folders: string[];
  /** Where a path below it really lies. */
  resolve: (name: string) => string;
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
        const place = findLibrary(library, folders, host);
        if (place === null) missing.set(library, missing.get(library) ?? binary.path);
        else if (!libraries.has(place) && !provided.has(place)) {
          libraries.add(place);
          const real = host.resolve(place);
          if (!provided.has(real)) found.push({ path: real, file: path.join(host.root, real) });
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

function findLibrary(library: string, folders: string[], { root, resolve }: LibraryHost): string | null {
  if (library.includes('/')) return existsSync(path.join(root, resolve(library))) ? library.replace(/^\//, '') : null;
  for (const folder of folders) {
    const place = `${resolve(folder)}/${library}`;
    if (existsSync(path.join(root, resolve(place)))) return place;
  }
  return null;
}
