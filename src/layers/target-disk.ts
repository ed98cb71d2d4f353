import { type BigIntStats, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { hashFile } from '../host/hash.js';
import { deviceNumbers } from './capture.js';
import { parentOf } from './paths.js';
import type { RecordEntry } from './target-record.js';

/** What is at a path of the target. */
export interface Found extends Omit<RecordEntry, 'content' | 'type'> {
  type: RecordEntry['type'] | 'socket';
  links: number;
  /** Content of links and devices; that of files is read when it is asked for. */
  content: string;
}

/** The target as it stands, looked at without following any link. */
export class TargetDisk {
  private readonly folders = new Map<string, boolean>([['', true]]);

  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Undefined when nothing is there, or when a folder on the way is none. */
  stat(name: string): Found | undefined {
    if (!this.isFolder(parentOf(name))) return undefined;
    const info = this.lstat(name);
    return info && toFound(path.join(this.root, name), info);
  }

  /** sha256 of a file, else the content that `stat` told. */
  async content(name: string, found: Found): Promise<string> {
    return found.type === 'file' ? await hashFile(path.join(this.root, name)) : found.content;
  }

  /** Paths of what is in a folder. */
  list(name: string): string[] {
    return readdirSync(path.join(this.root, name)).map((child) => (name === '' ? child : `${name}/${child}`));
  }

  /** Whether this and everything on the way to it is a real folder. */
  isFolder(name: string): boolean {
    const known = this.folders.get(name);
    if (known !== undefined) return known;
    const answer = this.isFolder(parentOf(name)) && (this.lstat(name)?.isDirectory() ?? false);
    this.folders.set(name, answer);
    return answer;
  }

  private lstat(name: string): BigIntStats | undefined {
    return lstatSync(path.join(this.root, name), { bigint: true, throwIfNoEntry: false });
  }
}

function toFound(file: string, info: BigIntStats): Found {
  const type = typeOf(info);
  const { major, minor } = deviceNumbers(info.rdev);
  const content =
    type === 'symlink' ? readlinkSync(file) : type === 'char' || type === 'block' ? `${major},${minor}` : '';
  return {
    type,
    content,
    size: type === 'file' ? Number(info.size) : 0,
    mode: Number(info.mode) & 0o7777,
    uid: Number(info.uid),
    gid: Number(info.gid),
    mtimeNs: String(info.mtimeNs),
    ctimeNs: String(info.ctimeNs),
    ino: String(info.ino),
    links: Number(info.nlink),
  };
}

function typeOf(info: BigIntStats): Found['type'] {
  if (info.isFile()) return 'file';
  if (info.isDirectory()) return 'dir';
  if (info.isSymbolicLink()) return 'symlink';
  if (info.isCharacterDevice()) return 'char';
  if (info.isBlockDevice()) return 'block';
  return info.isFIFO() ? 'fifo' : 'socket';
}

/** The record of what is found; `content` is what `TargetDisk.content` gave. */
export function toRecord(
  found: Found,
  content: string,
  extra: Pick<RecordEntry, 'linkTo' | 'xattrs' | 'redo'> = {},
): RecordEntry | undefined {
  if (found.type === 'socket') return undefined;
  const { type, size, mode, uid, gid, mtimeNs, ctimeNs, ino } = found;
  return { type, content, size, mode, uid, gid, mtimeNs, ctimeNs, ino, ...extra };
}
