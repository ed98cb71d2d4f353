import { writeFile } from 'node:fs/promises';
import { mentionedWords } from '../../build/mentions.js';
import { type Binary, findLibrary, type LibraryHost, libraryClosure } from './library-closure.js';
import { type QmlFiles, type RunTimeCatalog, runTimeCatalog } from './run-time-catalog.js';
import { vendorLibraries } from './vendor-libraries.js';

export interface RunTimeClosure {
  /** Paths of libraries, by the names that are asked for. */
  libraries: string[];
  plugins: string[];
  /** Files of QML modules and of KPackages. */
  files: string[];
  /** Libraries that nothing provides. */
  missing: { library: string; neededBy: string }[];
  /** QML modules that nothing provides: whoever imports them may do without, as on another system. */
  absentModules: { module: string; neededBy: string }[];
}

/**
 * All that programs load while they run, besides what they are linked with: libraries, Qt plugins, QML modules and KPackages. A plugin is loaded
 * by whoever names both its interface and its folder; a library, a module, a kind of packages by whoever names it. `wordsFile`: where a list of words may be put.
 */
export async function runTimeClosure(
  start: Binary[],
  host: LibraryHost,
  wordsFile: string,
  signal?: AbortSignal,
): Promise<RunTimeClosure> {
  const { tree, folders } = host;
  const catalog = runTimeCatalog(tree, folders);
  await writeFile(wordsFile, `${[...wordsOf(catalog)].join('\n')}\n`);
  const known = new Map(start.map((binary) => [binary.path, binary]));
  const [libraries, plugins, files] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const missing = new Map<string, string>();
  const imports = new Map<string, string>();
  const done = new Set<string>();
  const said = new Set<string>();

  /** A library or plugin that is loaded; what is known already is not looked at again. */
  const load = (name: string): Binary[] => {
    const path = tree.resolve(name);
    const file = tree.file(path);
    if (file === undefined || known.has(path)) return [];
    known.set(path, { path, file });
    return [{ path, file }];
  };

  /** A module or package; what it imports is wanted too. Returns its plugins. */
  const take = (taken: QmlFiles): Binary[] => {
    done.add(taken.folder);
    for (const uri of taken.imports) if (!imports.has(uri)) imports.set(uri, taken.folder);
    for (const name of taken.files) files.add(name);
    return taken.files.filter((name) => /\.so(\.\d+)*$/.test(name)).flatMap(load);
  };

  const isTaken = (name: string) => libraries.has(catalog.libraries.get(name) ?? '');

  let next = start;
  while (next.length > 0) {
    const linked = await libraryClosure(next, host, signal);
    for (const { library, neededBy } of linked.missing) if (!missing.has(library)) missing.set(library, neededBy);
    for (const name of linked.libraries) libraries.add(name);
    const fresh = [...next, ...linked.libraries.flatMap(load)];
    for (const word of await mentionedWords(
      fresh.map(({ file }) => file),
      wordsFile,
      signal,
    ))
      said.add(word);
    next = [];
    for (const [name, place] of catalog.libraries)
      if (said.has(name)) {
        libraries.add(place);
        next.push(...load(place));
      }
    for (const library of vendorLibraries(tree, catalog.libraries.keys(), isTaken)) {
      const place = findLibrary(library.name, folders, tree);
      if (place === null) missing.set(library.name, library.file);
      else {
        libraries.add(place);
        next.push(...load(place));
      }
    }
    for (const { path, folder, interface: id } of catalog.plugins)
      if (said.has(id) && isNamed(folder, said)) {
        plugins.add(path);
        next.push(...load(path));
      }
    for (const found of catalog.packages)
      if (!done.has(found.folder) && isNamed(found.kind, said)) next.push(...take(found));
    // A module may import others: until there are no more.
    for (const uri of catalog.qml.keys()) if (said.has(uri) && !imports.has(uri)) imports.set(uri, 'a library');
    for (const [uri] of imports) {
      const found = catalog.qml.get(uri);
      if (found && !done.has(found.folder)) next.push(...take(found));
    }
  }
  // A program may register a module itself: then its name stands in it.
  const absent = [...imports].filter(([uri]) => !catalog.qml.has(uri) && !said.has(uri));
  return {
    libraries: [...libraries].sort(),
    plugins: [...plugins].sort(),
    files: [...files].sort(),
    missing: [...missing].map(([library, neededBy]) => ({ library, neededBy })),
    absentModules: absent.map(([module, neededBy]) => ({ module, neededBy })),
  };
}

/** Folders are named as they are, or with a slash before or behind. */
const spellings = (folder: string) => [folder, `/${folder}`, `${folder}/`, `/${folder}/`];
const isNamed = (folder: string, said: Set<string>) => spellings(folder).some((name) => said.has(name));

function wordsOf({ libraries, plugins, qml, packages }: RunTimeCatalog): Set<string> {
  return new Set([
    ...libraries.keys(),
    ...plugins.flatMap((plugin) => [plugin.interface, ...spellings(plugin.folder)]),
    ...qml.keys(),
    ...[...qml.values(), ...packages].flatMap(({ imports }) => imports),
    ...packages.flatMap(({ kind }) => spellings(kind)),
  ]);
}
