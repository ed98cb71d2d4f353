import { failure } from '../host/errors.js';
import { debugfs } from './debugfs-commands.js';
import type { DebugfsSession } from './debugfs-session.js';
import type { InodeTime } from './image-times.js';

export interface ListedEntry {
  inode: number;
  /** With the bits of the type. */
  mode: number;
  uid: number;
  gid: number;
  /** Bytes; 0 for folders. */
  size: number;
}

/** Bits of a mode that say the type. */
export const modeType = {
  mask: 0o170000,
  dir: 0o040000,
  file: 0o100000,
  symlink: 0o120000,
  char: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
} as const;

export const isFolder = ({ mode }: Pick<ListedEntry, 'mode'>) => (mode & modeType.mask) === modeType.dir;
export const isSymlink = ({ mode }: Pick<ListedEntry, 'mode'>) => (mode & modeType.mask) === modeType.symlink;

const rootInode = 2;
const pattern = /^\/(\d+)\/([0-7]+)\/(-?\d+)\/(-?\d+)\/([^/]*)\/(\d*)\/$/;

/** Everything in the image, path (without leading slash) -> entry; the root is ''. One process, all folders of a level at once. */
export async function listImage(session: DebugfsSession): Promise<Map<string, ListedEntry>> {
  const all = new Map<string, ListedEntry>();
  let level: { path: string; inode: number }[] = [{ path: '', inode: rootInode }];
  while (level.length > 0) {
    const answers = await session.query(level.map(({ inode }) => debugfs.list(inode)));
    const below: typeof level = [];
    for (const [index, { path }] of level.entries()) {
      for (const line of whole(answers[index] ?? [])) {
        const { name, entry } = parseListing(line, path);
        // Inode 0: room in a folder that no name uses.
        if (entry.inode === 0 || name === '..' || (name === '.' && path !== '')) continue;
        const at = name === '.' ? '' : path === '' ? name : `${path}/${name}`;
        all.set(at, entry);
        if (at !== '' && isFolder(entry)) below.push({ path: at, inode: entry.inode });
      }
    }
    level = below;
  }
  return all;
}

/** Names may hold line breaks: a line goes on until its last field. No name has a slash. */
function* whole(lines: string[]): Generator<string> {
  let line: string | null = null;
  for (const part of lines) {
    line = line === null ? part : `${line}\n${part}`;
    if (!pattern.test(line)) continue;
    yield line;
    line = null;
  }
  if (line !== null) yield line;
}

function parseListing(line: string, folder: string): { name: string; entry: ListedEntry } {
  const match = pattern.exec(line);
  if (!match) throw failure(`The image's folder /${folder} can't be listed: debugfs says ${JSON.stringify(line)}.`);
  const [, inode, mode, uid, gid, name = '', size] = match;
  return {
    name,
    entry: {
      inode: Number(inode),
      mode: Number.parseInt(mode ?? '', 8),
      // Printed with a sign although they have none.
      uid: Number(uid) >>> 0,
      gid: Number(gid) >>> 0,
      size: Number(size || 0),
    },
  };
}

/** Where symbolic links lead, for those whose target stands in the inode (under 60 bytes): all that lie on paths in practice. */
export async function linkTargets(
  session: DebugfsSession,
  links: { path: string; inode: number }[],
): Promise<Map<string, string>> {
  const answers = await session.query(links.map(({ inode }) => debugfs.stat(inode)));
  return new Map(
    links.flatMap(({ path }, index) => {
      const target = /^Fast link dest: "(.*)"$/ms.exec((answers[index] ?? []).join('\n'))?.[1];
      return target === undefined ? [] : [[path, target]];
    }),
  );
}

/** How many blocks come free when these inodes go. What their extended attributes lie in does not: debugfs leaves it to e2fsck. */
export async function blocksOf(session: DebugfsSession, inodes: number[], blockSize: number): Promise<number> {
  const answers = await session.query(inodes.map((inode) => debugfs.stat(inode)));
  let blocks = 0;
  for (const lines of answers) {
    const text = lines.join('\n');
    const sectors = Number(/^Links: \d+ +Blockcount: (\d+)$/m.exec(text)?.[1] ?? 0);
    const attributes = /^File ACL: (?!0$)\d+$/m.test(text) ? 1 : 0;
    blocks += Math.max(0, Math.floor((sectors * 512) / blockSize) - attributes);
  }
  return blocks;
}

export interface InodeTimes {
  mtime: InodeTime;
  ctime: InodeTime;
}

const timePattern = /^ *(mtime|ctime): 0x([0-9a-f]{8})(?::([0-9a-f]{8}))?/;

/** Time stamps of inodes, in the order given. */
export async function readTimes(session: DebugfsSession, inodes: number[]): Promise<InodeTimes[]> {
  const answers = await session.query(inodes.map((inode) => debugfs.stat(inode)));
  return inodes.map((inode, index) => {
    const lines = answers[index] ?? [];
    const times: Partial<InodeTimes> = {};
    for (const line of lines) {
      const [found, name, low = '', extra = '0'] = timePattern.exec(line) ?? [];
      if (found !== undefined)
        times[name as keyof InodeTimes] = { low: Number.parseInt(low, 16), extra: Number.parseInt(extra, 16) };
    }
    const { mtime, ctime } = times;
    if (!mtime || !ctime)
      throw failure(`The times of inode ${inode} can't be read: debugfs says ${JSON.stringify(lines.join('\n'))}.`);
    return { mtime, ctime };
  });
}
