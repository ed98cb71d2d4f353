import path from 'node:path';
import type { HostSelection } from '../../layers/host-tree.js';
import type { LayerEntry } from '../../layers/manifest.js';
import type { PhaseContext } from '../define.js';
import { type Binary, libraryClosure } from './library-closure.js';
import { restore } from './restore.js';
import { libraryFolders } from './selections.js';
import { hostTree, linkOnHost } from './system-tree.js';

/** Restored entries as what may need libraries. */
export const binariesOf = (ctx: PhaseContext, entries: LayerEntry[]): Binary[] =>
  entries.flatMap(({ type, path: name }): Binary[] =>
    type === 'file' ? [{ path: name, file: path.join(ctx.reference, name) }] : [],
  );

/** Takes the libraries that these programs need from the reference host, with the links that lead to them, and says what it lacks. */
export async function restoreLibraries(ctx: PhaseContext, start: Binary[]): Promise<void> {
  const tree = hostTree(ctx.reference);
  const { libraries, missing } = await libraryClosure(start, { tree, folders: libraryFolders }, ctx.signal);
  await restore(ctx, selectionOf(ctx, libraries));
  ctx.log(`${libraries.length} libraries are needed`);
  for (const { library, neededBy } of missing)
    ctx.missing(`${ctx.reference} has no ${library}, which ${neededBy} needs: install it there.`);
}

/** These files of the reference host, with the links that lead to them: libz.so.1 -> libz.so.1.3. */
export function selectionOf(ctx: PhaseContext, names: string[]): HostSelection {
  const { resolve } = hostTree(ctx.reference);
  return { take: [...new Set(names.flatMap((name) => linkChain(ctx.reference, name, resolve)))].map(literal) };
}

function linkChain(root: string, name: string, resolve: (name: string) => string): string[] {
  const folder = resolve(path.posix.dirname(name));
  const place = `${folder}/${path.posix.basename(name)}`;
  const target = linkOnHost(root, place);
  if (target === undefined) return [place];
  return [place, ...linkChain(root, path.posix.join(target.startsWith('/') ? '' : folder, target), resolve)];
}

/** A path as a glob that means it alone. */
const literal = (name: string) => name.replace(/[\\*?[\](){}!+@|]/g, '\\$&');
