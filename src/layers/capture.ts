import { lstatSync, lutimesSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { run } from '../host/exec.js';
import { hashFile } from '../host/hash.js';
import { compareBytes, sortEntries } from './entries.js';
import { readFakedXattrs } from './faked-xattrs.js';
import type { LayerEntry } from './manifest.js';
import { readXattrs } from './xattrs.js';

export interface CaptureOptions {
  /** DESTDIR. Time stamps in it are set to `epoch`. */
  dir: string;
  /** State file of the fakeroot that the install steps ran under: owners, modes, devices and extended attributes are the faked ones. */
  fakerootState?: string;
  /** SOURCE_DATE_EPOCH, in seconds. */
  epoch: number;
  /** Owner and mode of paths where `make install` can't say it. */
  attributes?: { path: string; mode?: number; uid?: number; gid?: number }[];
}

interface Listed {
  path: string;
  rawMode: number;
  uid: number;
  gid: number;
  size: number;
  inode: string;
  links: number;
  major: number;
  minor: number;
  /** Not known under fakeroot. */
  mtimeNs?: bigint;
}

/** Lists what an install step put into a folder as a layer's entries: sorted, hard links found by inode, without time stamps. */
export async function capture({ dir, fakerootState, epoch, attributes = [] }: CaptureOptions): Promise<LayerEntry[]> {
  const names = listNames(dir);
  const entries = await describe(dir, names, fakerootState === undefined ? {} : { fakerootState });
  for (const name of names) lutimesSync(path.join(dir, name), epoch, epoch);
  return sortEntries(applyAttributes(entries, attributes));
}

export interface DescribeOptions {
  fakerootState?: string;
  /** With time stamps, which fakeroot's listing has not. */
  times?: boolean;
}

/** Entries of these names below a folder. */
export async function describe(
  dir: string,
  names: string[],
  { fakerootState, times = false }: DescribeOptions = {},
): Promise<LayerEntry[]> {
  const listed = await statAll(dir, names, fakerootState);
  const real = await readXattrs(dir, names);
  const xattrs = fakerootState === undefined ? real : new Map([...real, ...(await readFakedXattrs(fakerootState))]);
  const firstName = new Map<string, string>();
  const entries: LayerEntry[] = [];
  for (const item of listed.sort((a, b) => compareBytes(a.path, b.path))) {
    const entry = await toEntry(dir, item, firstName);
    const values = xattrs.get(item.path);
    const time = times && entry.type !== 'hardlink' ? item.mtimeNs : undefined;
    if (entry.type !== 'removed' && time !== undefined) entry.mtimeNs = String(time);
    if (entry.type !== 'removed' && values !== undefined) entry.xattrs = values;
    entries.push(entry);
  }
  return entries;
}

/** All names below a folder; one that is not UTF-8 is refused, since a manifest is text. */
function listNames(dir: string): string[] {
  const names: string[] = [];
  const visit = (folder: string) => {
    for (const item of readdirSync(path.join(dir, folder), { withFileTypes: true, encoding: 'buffer' })) {
      const text = item.name.toString('utf8');
      const name = folder === '' ? text : `${folder}/${text}`;
      if (!Buffer.from(text, 'utf8').equals(item.name)) {
        throw failure(
          `The file name ${JSON.stringify(name)} (bytes ${item.name.toString('hex')}) in ${dir} is not UTF-8, which a layer can't hold: rename it in the step that makes it.`,
        );
      }
      names.push(name);
      if (item.isDirectory()) visit(name);
    }
  };
  visit('');
  return names;
}

/** By `stat` and not by this process where fakeroot is in play: only a program started by fakeroot sees the faked owners. */
async function statAll(dir: string, names: string[], fakerootState: string | undefined): Promise<Listed[]> {
  if (names.length === 0) return [];
  if (fakerootState === undefined) return names.map((name) => realStat(dir, name));
  const format = '%f %u %g %s %i %h %t %T %n\\0';
  // Node raises the limit of open files to the highest (a billion in some containers), and fakeroot closes every number below it.
  const fewFiles = ['sh', '-c', 'ulimit -Sn 1024; exec "$@"', 'capture'];
  const { stdout } = await run(
    [...fewFiles, 'fakeroot', '-i', fakerootState, '--', 'xargs', '-0', '-r', 'stat', '--printf', format],
    {
      cwd: dir,
      input: names.map((name) => `./${name}\0`).join(''),
      env: { LC_ALL: 'C.UTF-8' },
    },
  );
  const listed = stdout.split('\0').filter(Boolean).map(parseStat);
  if (listed.length !== names.length)
    throw failure(
      `Listing ${dir} under fakeroot gave ${listed.length} of ${names.length} entries: it changed meanwhile; build this recipe again.`,
    );
  return listed;
}

function parseStat(line: string): Listed {
  const [mode = '', uid = '', gid = '', size = '', inode = '', links = '', major = '', minor = '', ...rest] =
    line.split(' ');
  return {
    path: rest.join(' ').replace(/^\.\//, ''),
    rawMode: Number.parseInt(mode, 16),
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    inode,
    links: Number(links),
    major: Number.parseInt(major, 16),
    minor: Number.parseInt(minor, 16),
  };
}

/** Without fakeroot: what belongs to the builder belongs to root in the target. */
function realStat(dir: string, name: string): Listed {
  const info = lstatSync(path.join(dir, name), { bigint: true });
  const own = (id: bigint, mine: number | undefined) => (Number(id) === mine ? 0 : Number(id));
  return {
    path: name,
    rawMode: Number(info.mode),
    uid: own(info.uid, process.getuid?.()),
    gid: own(info.gid, process.getgid?.()),
    size: Number(info.size),
    inode: String(info.ino),
    links: Number(info.nlink),
    mtimeNs: info.mtimeNs,
    ...deviceNumbers(info.rdev),
  };
}

/** As the kernel's gnu_dev_major and gnu_dev_minor. */
export function deviceNumbers(rdev: bigint): { major: number; minor: number } {
  return {
    major: Number(((rdev >> 8n) & 0xfffn) | ((rdev >> 32n) & ~0xfffn)),
    minor: Number((rdev & 0xffn) | ((rdev >> 12n) & ~0xffn)),
  };
}

/** S_IFMT and its values, from inode(7). */
const fileTypes: Record<number, string> = {
  1: 'fifo',
  2: 'char',
  4: 'dir',
  6: 'block',
  8: 'file',
  10: 'symlink',
  12: 'socket',
};

async function toEntry(dir: string, item: Listed, firstName: Map<string, string>): Promise<LayerEntry> {
  const common = { path: item.path, mode: item.rawMode & 0o7777, uid: item.uid, gid: item.gid };
  const file = path.join(dir, item.path);
  const type = fileTypes[item.rawMode >> 12];
  switch (type) {
    case 'dir':
    case 'fifo':
      return { type, ...common };
    case 'symlink':
      return { type, ...common, mode: 0o777, target: readLink(file) };
    case 'char':
    case 'block':
      return { type, ...common, major: item.major, minor: item.minor };
    case 'file': {
      const first = item.links > 1 ? firstName.get(item.inode) : undefined;
      if (first !== undefined) return { type: 'hardlink', ...common, target: first };
      firstName.set(item.inode, item.path);
      return { type, ...common, size: item.size, sha256: await hashFile(file) };
    }
    default:
      throw failure(
        `${file} is a ${type ?? 'file of unknown type'}, which a layer can't hold: leave it out in the step that makes it.`,
      );
  }
}

function readLink(file: string): string {
  const bytes = readlinkSync(file, 'buffer');
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes))
    throw failure(
      `The target of the symbolic link ${file} is not UTF-8, which a layer can't hold: correct the step that makes it.`,
    );
  return text;
}

function applyAttributes(entries: LayerEntry[], attributes: NonNullable<CaptureOptions['attributes']>): LayerEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  for (const { path: name, mode, uid, gid } of attributes) {
    const entry = byPath.get(name);
    if (!entry || entry.type === 'removed')
      throw failure(`The attributes name ${name}, which was not installed: correct the recipe.`);
    const values = Object.fromEntries(Object.entries({ mode, uid, gid }).filter(([, value]) => value !== undefined));
    const origin = entry.type === 'hardlink' ? entry.target : name;
    // All names of one file share its owner and mode.
    for (const other of byPath.values()) {
      if (other.path === origin || (other.type === 'hardlink' && other.target === origin)) Object.assign(other, values);
    }
  }
  return [...byPath.values()];
}
