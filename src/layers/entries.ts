import { createHash } from 'node:crypto';
import type { LayerEntry } from './manifest.js';

/** Order of the UTF-8 bytes of two strings; JavaScript's own order differs beyond the basic plane. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others. */
const rank = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** By path in byte order, so parents before children; a removal comes before what takes its place. */
export function sortEntries(entries: Iterable<LayerEntry>): LayerEntry[] {
  const order = (entry: LayerEntry) => (entry.type === 'removed' ? 0 : 1);
  return [...entries].sort((a, b) => compareBytes(a.path, b.path) || order(a) - order(b));
}

/** Hash of the entries: equal content, equal digest, in whatever order they come and however they were made. */
export function layerDigest(entries: Iterable<LayerEntry>): string {
  const hash = createHash('sha256');
  for (const entry of sortEntries(entries)) hash.update(`${canonical(entry)}\n`);
  return hash.digest('hex');
}

/** One entry as text, fields in a fixed order. */
export function canonical(entry: LayerEntry): string {
  if (entry.type === 'removed') return JSON.stringify([entry.path, entry.type]);
  const xattrs = Object.entries(entry.xattrs ?? {}).sort(([a], [b]) => compareBytes(a, b));
  const fields = [entry.path, entry.type, entry.mode, entry.uid, entry.gid, xattrs, contentOf(entry)];
  return JSON.stringify(entry.mtimeNs === undefined ? fields : [...fields, entry.mtimeNs]);
}

/** What tells two entries of the same type apart beside owner, mode and attributes. */
function contentOf(entry: Exclude<LayerEntry, { type: 'removed' }>): (string | number)[] {
  if (entry.type === 'file') return [entry.size, entry.sha256];
  if (entry.type === 'symlink' || entry.type === 'hardlink') return [entry.target];
  if (entry.type === 'char' || entry.type === 'block') return [entry.major, entry.minor];
  return [];
}
