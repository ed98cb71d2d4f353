import type { PhaseContext } from '../define.js';
import { type Binary, libraryClosure } from './library-closure.js';
import { libraryFolders } from './selections.js';
import { viewTree } from './system-tree.js';

/** Says which libraries nothing brings that what recipes compiled needs: it would not start. */
export async function checkOwnLibraries(ctx: Pick<PhaseContext, 'view' | 'missing' | 'signal'>): Promise<void> {
  const own = [...ctx.view.entries()].flatMap(({ entry, unit, content }): Binary[] =>
    entry.type === 'file' && content !== undefined && unit.includes('/') ? [{ path: entry.path, file: content }] : [],
  );
  const host = { tree: viewTree(ctx.view), folders: libraryFolders };
  const { missing } = await libraryClosure(own, host, ctx.signal);
  for (const { library, neededBy } of missing)
    ctx.missing(
      `The image has no ${library}, which ${neededBy} needs: compile it, or install it in the reference host.`,
    );
}
