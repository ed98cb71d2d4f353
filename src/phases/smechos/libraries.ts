import { lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { LayerEntry } from '../../layers/manifest.js';
import { resolveWithin } from '../../layers/paths.js';
import type { PhaseContext } from '../define.js';
import { type Binary, libraryClosure } from './library-closure.js';
import { restore } from './restore.js';
import { libraryFolders } from './selections.js';

/** Restored entries as what may need libraries. */
export const binariesOf = (ctx: PhaseContext, entries: LayerEntry[]): Binary[] =>
  entries.flatMap(({ type, path: name }): Binary[] =>
    type === 'file' ? [{ path: name, file: path.join(ctx.reference, name) }] : [],
  );

/** Takes the libraries that these programs need from the reference host, with the links that lead to them, and says what it lacks. */
export async function restoreLibraries(ctx: PhaseContext, start: Binary[]): Promise<void> {
  const host = { root: ctx.reference, folders: libraryFolders, resolve: resolverOf(ctx.reference) };
  const { libraries, missing } = await libraryClosure(start, host, ctx.signal);
  const paths = new Set(libraries.flatMap((name) => linkChain(ctx.reference, name, host.resolve)));
  await restore(ctx, { take: [...paths].map(literal) });
  ctx.log(`${libraries.length} libraries are needed`);
  for (const { library, neededBy } of missing)
    ctx.missing(`${ctx.reference} has no ${library}, which ${neededBy} needs: install it there.`);
}

/** Links are followed within the reference host. */
const resolverOf = (root: string) => (name: string) => resolveWithin(name, (at) => linkAt(root, at), true);

function linkAt(root: string, name: string): string | undefined {
  const file = path.join(root, name);
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(file) : undefined;
}

/** A library and the links that lead to it: libz.so.1 -> libz.so.1.3. */
function linkChain(root: string, name: string, resolve: (name: string) => string): string[] {
  const folder = resolve(path.posix.dirname(name));
  const place = `${folder}/${path.posix.basename(name)}`;
  const target = linkAt(root, place);
  if (target === undefined) return [place];
  return [place, ...linkChain(root, path.posix.join(target.startsWith('/') ? '' : folder, target), resolve)];
}

/** A path as a glob that means it alone. */
const literal = (name: string) => name.replace(/[\\*?[\](){}!+@|]/g, '\\$&');
