import { hashSourceTree } from '../host/source-tree.js';
import type { VendoredTree } from './define.js';
import type { LockedSource } from './lock.js';

/** The lock's record of a tree as it is now; `before` itself where that says the same. */
export async function lockedTree(
  { place, path, version }: VendoredTree,
  before: LockedSource | undefined,
): Promise<LockedSource> {
  const sha256 = await hashSourceTree(path);
  const same = before?.version === version && before.tree?.place === place && before.tree.sha256 === sha256;
  if (before && same) return before;
  return { version, provision: 'source', files: [], tree: { place, sha256, at: new Date().toISOString() } };
}
