import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import { findEntry, isSource } from './catalog.js';
import type { CatalogEntry, VendoredTree } from './define.js';
import { versionOfTree } from './tree-version.js';

/** What a build starts from: one of these lies at the top of a source tree, or one level below. */
const buildFile =
  /^(CMakeLists\.txt|meson\.build|[Cc]onfigure|configure\.(ac|in)|autogen\.sh|bootstrap(\.sh)?|(GNU)?[Mm]akefile(\.\w+)?|Kbuild|Cargo\.toml|setup\.py|pyproject\.toml|go\.mod|Jamroot|build\.sh|.+\.pro)$/;
/** What configuring or compiling inside a tree leaves at its top: objects of this machine would be taken for the tree's own. */
const traces = ['config.status', 'CMakeCache.txt', 'CMakeFiles', 'meson-private', '.ninja_log'];
/** Of a folder that keeps a source's files rather than its tree. */
const packed = /\.(tar(\.\w+)?|tgz|tbz2?|txz|zip|deb|patch|diff|asc|sig|dsc)$/;

/**
 * The tree of a source below essentials/ or deps/, or one level lower; null where there is none. Throws a usage error for a folder of its name that can't be
 * compiled from, and for a second tree of it.
 */
export function vendoredTree(name: string, layout: Layout, entries?: CatalogEntry[]): VendoredTree | null {
  const [folder, other] = parents(layout)
    .map((parent) => path.join(parent, name))
    .filter(isTree);
  if (folder === undefined) return null;
  const place = path.relative(layout.root, folder);
  if (other !== undefined)
    throw usageError(
      `${place} and ${path.relative(layout.root, other)} are both trees of ${name}: remove one of them.`,
    );
  const fault = faultOf(folder);
  if (fault !== null) throw usageError(`${place} is no source tree of ${name}: ${fault}.`);
  if (findEntry(name, entries).variants.every(({ prebuilt }) => prebuilt))
    throw usageError(`${place} can't be used, as ${name} can only be had prebuilt: remove that folder.`);
  return { place, path: folder, version: versionOfTree(folder) };
}

/** Folders that may hold trees. What is a tree itself, or stands for one, holds none. */
function parents({ root }: Layout): string[] {
  return ['essentials', 'deps'].flatMap((name) => {
    const folder = path.join(root, name);
    const below = listed(folder)
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !isSource(entry.name))
      .map((entry) => path.join(folder, entry.name))
      .filter((child) => !listed(child).some((entry) => buildFile.test(entry.name)));
    return [folder, ...below.sort()];
  });
}

/** A folder with nothing but archives keeps the source's files: those are found by their hash. */
function isTree(folder: string): boolean {
  const info = lstatSync(folder, { throwIfNoEntry: false });
  if (info?.isSymbolicLink()) return true;
  if (!info?.isDirectory()) return false;
  const children = listed(folder);
  return children.length === 0 || !children.every((entry) => entry.isFile() && packed.test(entry.name));
}

/** What keeps a folder from being compiled from, with the remedy; null: nothing. */
function faultOf(folder: string): string | null {
  if (lstatSync(folder).isSymbolicLink()) return 'it is a link, so put the tree itself there';
  const children = listed(folder);
  const [only, ...others] = children.filter(({ name }) => !name.startsWith('.'));
  if (!only) return 'it is empty, so put the tree there or remove the folder';
  const trace = traces.find((name) => existsSync(path.join(folder, name)));
  if (trace !== undefined)
    return `it was built in (${trace}), so clean it by \`make distclean\` or \`git clean -xdf\`, and build elsewhere`;
  if (children.some(({ name }) => buildFile.test(name))) return null;
  const below = children.find(
    (child) => child.isDirectory() && listed(path.join(folder, child.name)).some(({ name }) => buildFile.test(name)),
  );
  if (below && others.length === 0) return `it has nothing but ${below.name}/, so move what is in there up`;
  if (below) return null;
  return 'it has no build file (CMakeLists.txt, meson.build, configure, Makefile), so put the whole tree there or remove the folder';
}

const listed = (folder: string) => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};
