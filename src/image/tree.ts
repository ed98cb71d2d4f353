import type { LayerEntry } from '../layers/manifest.js';

/** One file, link or device of an image; `ViewEntry` of a phase's view fits as it is. */
export interface TreeEntry {
  entry: Exclude<LayerEntry, { type: 'removed' | 'file' }> | Omit<Extract<LayerEntry, { type: 'file' }>, 'sha256'>;
  /** Absolute path of the content; for files (and hard links, where it is not used). */
  content?: string;
}

/** Byte order of paths, so that parents stand before children and two runs give the same archive. */
const byPath = (a: TreeEntry, b: TreeEntry) => Buffer.compare(Buffer.from(a.entry.path), Buffer.from(b.entry.path));

/** Hard links after everything else, so that their target stands before them in an archive. */
export function linksLast(entries: Iterable<TreeEntry>): TreeEntry[] {
  const sorted = [...entries].sort(byPath);
  return [
    ...sorted.filter((one) => one.entry.type !== 'hardlink'),
    ...sorted.filter((one) => one.entry.type === 'hardlink'),
  ];
}
