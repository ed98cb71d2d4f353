import type { Readable } from 'node:stream';
import type { LayerEntry } from './manifest.js';

export interface Attributes {
  mode?: number;
  uid?: number;
  gid?: number;
}

/** Collects a layer: content goes to a folder, owner and mode to the manifest. Paths are relative to the target's root. Parents are made as needed (0755, root). */
export interface LayerWriter {
  /** Default mode 0644. */
  file: (path: string, content: string | Buffer | Readable, attributes?: Attributes) => Promise<void>;
  /** Copies a host file. Default mode: 0755 if it is executable, else 0644. */
  copy: (path: string, from: string, attributes?: Attributes) => Promise<void>;
  /** Default mode 0755. */
  dir: (path: string, attributes?: Attributes) => void;
  symlink: (path: string, target: string) => void;
  /** Takes entries exactly as they are from a host folder that has them. */
  restore: (from: string, entries: LayerEntry[]) => Promise<void>;
  device: (path: string, kind: 'char' | 'block', major: number, minor: number, attributes?: Attributes) => void;
}
