import { readFileSync } from 'node:fs';
import path from 'node:path';
import { qmldirNeeds, qmlImports } from './qml-imports.js';
import { pluginInterface } from './qt-plugin.js';
import type { SystemTree } from './system-tree.js';

/** What programs of a system may load by name while they run. */
export interface RunTimeCatalog {
  /** Name of a library (libEGL.so.1) -> its path. */
  libraries: Map<string, string>;
  /** Qt plugins: path, folder below the plugins' own, interface. */
  plugins: { path: string; folder: string; interface: string }[];
  /** QML module -> its files, as they lie together with it. */
  qml: Map<string, QmlFiles>;
  /** KPackages: with the folder below usr/share by which a kind of them is asked for. */
  packages: (QmlFiles & { kind: string })[];
}

/** A module or package. */
export interface QmlFiles {
  folder: string;
  files: string[];
  /** Modules that its files import, or that it says it needs. */
  imports: string[];
}

export function runTimeCatalog(tree: SystemTree, libraryFolders: string[]): RunTimeCatalog {
  const folders = [...new Set(libraryFolders.map((folder) => tree.resolve(folder)))];
  const libraries = new Map<string, string>();
  for (const folder of folders)
    for (const name of tree.list(folder))
      if (/^lib[\w+.-]*\.so(\.\d+)*$/.test(name) && !libraries.has(name)) libraries.set(name, `${folder}/${name}`);
  return {
    libraries,
    plugins: folders.flatMap((folder) => pluginsIn(tree, `${folder}/qt6/plugins`)),
    qml: new Map(folders.flatMap((folder) => modulesIn(tree, `${folder}/qt6/qml`))),
    packages: packagesIn(tree),
  };
}

function pluginsIn(tree: SystemTree, root: string): RunTimeCatalog['plugins'] {
  return filesBelow(tree, root, 8).flatMap((name) => {
    const file = name.endsWith('.so') ? tree.file(name) : undefined;
    const id = file === undefined ? null : pluginInterface(file);
    const folder = path.posix.relative(root, path.posix.dirname(name));
    return id === null ? [] : [{ path: name, folder, interface: id }];
  });
}

function modulesIn(tree: SystemTree, root: string): [string, QmlFiles][] {
  const all = filesBelow(tree, root, 10);
  const folders = all.filter((name) => path.posix.basename(name) === 'qmldir').map((name) => path.posix.dirname(name));
  const own = new Map(folders.map((folder): [string, string[]] => [folder, []]));
  // A folder below it with a qmldir is another module.
  for (const name of all) own.get(nearest(name, own) ?? '')?.push(name);
  return [...own].map(([folder, files]) => {
    // A version may be part of the folder: QtQuick/Controls.2.
    const uri = path.posix
      .relative(root, folder)
      .replaceAll('/', '.')
      .replace(/(\.\d+)+$/, '');
    return [uri, { folder, files, imports: importsOf(tree, files) }];
  });
}

function nearest(name: string, folders: Map<string, unknown>): string | undefined {
  for (let folder = path.posix.dirname(name); folder !== '.'; folder = path.posix.dirname(folder))
    if (folders.has(folder)) return folder;
  return undefined;
}

function packagesIn(tree: SystemTree): RunTimeCatalog['packages'] {
  const share = 'usr/share';
  return filesBelow(tree, share, 4)
    .filter((name) => path.posix.basename(name) === 'metadata.json' && isPackage(tree.file(name)))
    .map((name) => {
      const folder = path.posix.dirname(name);
      const files = filesBelow(tree, folder, 12);
      const kind = path.posix.relative(share, path.posix.dirname(folder));
      return { folder, kind, files, imports: importsOf(tree, files) };
    });
}

const isPackage = (file: string | undefined) =>
  file !== undefined && /"(?:KPackageStructure|KPlugin)"/.test(readFileSync(file, 'utf8'));

function importsOf(tree: SystemTree, files: string[]): string[] {
  const found = new Set<string>();
  for (const name of files) {
    const read = name.endsWith('/qmldir') ? qmldirNeeds : /\.(?:qml|m?js)$/.test(name) ? qmlImports : null;
    const file = read === null ? undefined : tree.file(name);
    if (read !== null && file !== undefined) for (const uri of read(readFileSync(file, 'utf8'))) found.add(uri);
  }
  return [...found];
}

/** Files below a folder, to a depth. */
function filesBelow(tree: SystemTree, folder: string, depth: number): string[] {
  return tree.list(folder).flatMap((name) => {
    const place = `${folder}/${name}`;
    const below = depth > 1 ? filesBelow(tree, place, depth - 1) : [];
    return below.length > 0 ? below : [place];
  });
}
