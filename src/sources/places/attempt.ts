import type { Layout } from '../../host/layout.js';
import type { SilentHosts } from './silent-hosts.js';

/** Why a place did not give a file: a few words for the list of places that were asked. */
export class PlaceError extends Error {
  override readonly name = 'PlaceError';
}

/** What every place gets to work with. */
export interface Attempt {
  layout: Layout;
  /** Where the file is to be written: in a folder of its own that is removed afterwards. */
  target: string;
  sha256: string;
  size: number | undefined;
  signal: AbortSignal;
  hosts: SilentHosts;
  timeouts: Timeouts;
  /** Bytes of this file that have arrived so far. */
  onBytes: (bytes: number) => void;
  log: (text: string) => void;
}

/** Milliseconds: until a host answers at all, and between two pieces of its answer. */
export interface Timeouts {
  answer: number;
  idle: number;
}

export const defaultTimeouts: Timeouts = { answer: 20_000, idle: 30_000 };
