import { z } from 'zod';
import { compareBytes } from './entries.js';
import type { RecordEntry } from './target-record.js';
import type { View, ViewEntry } from './view.js';

/** What shall be at a path of the target. */
export interface Desired {
  path: string;
  type: RecordEntry['type'];
  /** As in RecordEntry. */
  content: string;
  size: number;
  mode: number;
  uid: number;
  gid: number;
  linkTo?: string;
  xattrs?: Record<string, string>;
  /** File of the cache with its content. */
  source?: string;
}

/** What this process may do in a target. */
export interface Rights {
  root: boolean;
}

export interface DesiredTarget {
  entries: Desired[];
  /** What can't be done with these rights, one sentence for each kind. */
  notes: string[];
}

/**
 * The composed layers as they can be written with these rights. Without root, owners are the operator's; setuid and setgid bits of files
 * would then give away the operator's rights and are left out, as are devices; and what is composed stays readable for the next composition.
 */
export function desiredTarget(view: View, rights: Rights): DesiredTarget {
  const entries: Desired[] = [];
  const files = new Map<string, Desired>();
  const left = { devices: 0, setuid: 0, attributes: 0 };
  for (const found of view.entries()) {
    const { entry } = found;
    const isDevice = entry.type === 'char' || entry.type === 'block';
    if (isDevice && !rights.root) {
      left.devices++;
      continue;
    }
    const want = toDesired(found, files);
    if (!rights.root) {
      if (want.type === 'file' && want.mode & 0o6000) left.setuid++;
      if (want.xattrs) left.attributes++;
      want.mode = unprivilegedMode(want.type, want.mode);
      delete want.xattrs;
    }
    if (want.type === 'file') files.set(want.path, want);
    entries.push(want);
  }
  return { entries, notes: notesOf(left) };
}

const unprivilegedMode = (type: Desired['type'], mode: number) =>
  type === 'dir' ? (mode & 0o1777) | 0o700 : type === 'file' ? (mode & 0o1777) | 0o400 : mode;

function notesOf({ devices, setuid, attributes }: { devices: number; setuid: number; attributes: number }): string[] {
  const notes: string[] = [];
  if (devices > 0)
    notes.push(
      `${devices} device nodes are not in the target, since only root can make them; images get them all the same.`,
    );
  if (setuid > 0)
    notes.push(
      `${setuid} files have no setuid bit in the target, since they can't belong to root there; in images they do.`,
    );
  if (attributes > 0)
    notes.push(
      `${attributes} files have no extended attributes in the target, since only root can set them; in images they do.`,
    );
  return notes;
}

function toDesired({ entry, content: source }: ViewEntry, files: Map<string, Desired>): Desired {
  const { path, mode, uid, gid, xattrs } = entry;
  const common = { path, mode, uid, gid, size: 0, ...(xattrs && Object.keys(xattrs).length > 0 ? { xattrs } : {}) };
  switch (entry.type) {
    case 'file':
      return { ...common, type: 'file', content: entry.sha256, size: entry.size, ...(source ? { source } : {}) };
    case 'hardlink': {
      const file = files.get(entry.target);
      if (!file) throw new TypeError(`${path} links to ${entry.target}, which does not come before it`);
      return { ...file, path, linkTo: entry.target };
    }
    case 'symlink':
      return { ...common, type: 'symlink', content: entry.target };
    case 'char':
    case 'block':
      return { ...common, type: entry.type, content: `${entry.major},${entry.minor}` };
    default:
      return { ...common, type: entry.type, content: '' };
  }
}

const XattrsText = z.array(z.tuple([z.string(), z.string()]));

/** Names and values of extended attributes as the record keeps them. */
export const parseXattrs = (text: string): [string, string][] => XattrsText.parse(JSON.parse(text));

/** Extended attributes as the record keeps them. */
export const xattrsText = (xattrs: Record<string, string> | undefined): string | undefined =>
  xattrs && JSON.stringify(Object.entries(xattrs).sort(([a], [b]) => compareBytes(a, b)));
