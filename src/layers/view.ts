import type { LayerEntry } from './manifest.js';

/** Layers composed in order, read without a folder that holds them: path -> entry and the file with its content. */
export interface View {
  /** Sorted by path in byte order, parents first; without `removed`. */
  entries: () => Iterable<ViewEntry>;
  /** Paths that a layer took away and none put there since. */
  removed: () => string[];
  get: (path: string) => ViewEntry | undefined;
  /** Entries at these globs (picomatch, dot files match). */
  match: (globs: string[]) => ViewEntry[];
  /** Text of a file; throws an OperatorError that names the path and says which phases could have made it. */
  read: (path: string) => Promise<string>;
  /** Hash over the entries at these globs. */
  digest: (globs: string[]) => string;
}

export interface ViewEntry {
  entry: Exclude<LayerEntry, { type: 'removed' }>;
  /** `phase` or `phase/recipe` that made it. */
  unit: string;
  /** Absolute path of the content; for files and hard links only. */
  content?: string;
}
