import { hash } from 'node:crypto';
import { lstat, readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from './errors.js';
import { hashFile, hashText } from './hash.js';

/** One entry of a source tree; `name` is relative to its top. */
export type TreeEntry =
  | { kind: 'folder'; name: string }
  | { kind: 'link'; name: string; target: string }
  | { kind: 'file'; name: string; executable: boolean };

/** How version control keeps its own things in a tree: no part of the source. */
const ofVersionControl = new Set(['.git', '.hg', '.svn', '.bzr', '.jj', '_darcs', 'CVS']);

/**
 * All of a source tree, sorted by name, folders before what is in them, without what belongs to version control. Throws a usage error for what a tree that is copied can't
 * have: links that lead out of it, devices and sockets, names that are not UTF-8.
 */
export async function listTree(root: string): Promise<TreeEntry[]> {
  const top = await realpath(root);
  const entries = await listBelow(top, '');
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function listBelow(root: string, below: string): Promise<TreeEntry[]> {
  const children = await readdir(path.join(root, below), { withFileTypes: true });
  const found = await Promise.all(
    children
      .filter((child) => !ofVersionControl.has(child.name))
      .map(async (child): Promise<TreeEntry[]> => {
        const name = path.join(below, child.name);
        const file = path.join(root, name);
        if (child.name.includes('\uFFFD')) throw refusal(file, 'has a name that is not UTF-8', 'rename it');
        if (child.isDirectory()) return [{ kind: 'folder', name }, ...(await listBelow(root, name))];
        if (child.isSymbolicLink()) return [{ kind: 'link', name, target: await targetInside(root, name) }];
        if (!child.isFile()) throw refusal(file, 'is neither file, folder nor link', 'remove it');
        return [{ kind: 'file', name, executable: ((await lstat(file)).mode & 0o111) !== 0 }];
      }),
  );
  return found.flat();
}

async function targetInside(root: string, name: string): Promise<string> {
  const link = path.join(root, name);
  const target = await readlink(link);
  const said = path.resolve(path.dirname(link), target);
  // One that leads nowhere yet is known by its text alone.
  const led = await realpath(link).catch(() => said);
  const inside = (place: string) => place === root || place.startsWith(`${root}/`);
  if (!path.isAbsolute(target) && inside(said) && inside(led)) return target;
  throw refusal(
    link,
    `leads out of its source tree (to ${target})`,
    'remove the link, or put what it means into the tree',
  );
}

const refusal = (file: string, what: string, remedy: string) => usageError(`${file} ${what}: ${remedy}.`);

/**
 * sha256 over names, kinds, executable bits, link targets and contents. Files are read once: see hashFile. `instead` has contents that take the place of
 * files' own, by name.
 */
export async function hashSourceTree(root: string, instead: ReadonlyMap<string, Buffer> = new Map()): Promise<string> {
  const entries = await listTree(root);
  const lines = await Promise.all(
    entries.map(async (entry) => {
      const name = JSON.stringify(entry.name);
      if (entry.kind === 'folder') return `${name}/`;
      if (entry.kind === 'link') return `${name} -> ${JSON.stringify(entry.target)}`;
      const other = instead.get(entry.name);
      const content = other ? hash('sha256', other, 'hex') : await hashFile(path.join(root, entry.name));
      return `${name} ${entry.executable ? 'x' : '-'} ${content}`;
    }),
  );
  return hashText(lines.join('\n'));
}
