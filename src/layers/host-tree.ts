import { type BigIntStats, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe } from './capture.js';
import type { LayerEntry } from './manifest.js';
import { ancestorsOf, parentOf } from './paths.js';
import { globMatcher } from './select.js';

/** What is restored from a host folder. */
export interface HostSelection {
  /** Globs of paths; a folder brings what is below it only by a glob that says so. */
  take: string[];
  /** Globs of what is left there, with all below. */
  leave?: string[];
  /** Where it is there, files that not everybody may read there stay, but for those at these globs. */
  unreadable?: string[];
}

export interface HostTree {
  /** Exactly as there, with time stamps. */
  entries: LayerEntry[];
  /** What can't be taken, and why. */
  left: { path: string; why: 'socket' | 'name' | 'rights' | 'private' }[];
}

/** Reads the chosen part of a folder that holds a whole system, without following any link. The folders above what is chosen come along. */
export async function readHostTree(dir: string, selection: HostSelection): Promise<HostTree> {
  const { names, left } = listChosen(dir, selection);
  return { entries: await describe(dir, names, { times: true }), left };
}

function listChosen(
  dir: string,
  { take, leave = [], unreadable }: HostSelection,
): { names: string[]; left: HostTree['left'] } {
  const wanted = globMatcher(take);
  const unwanted = globMatcher(leave);
  const chosen = new Set<string>();
  const left: HostTree['left'] = [];
  const isOpen = unreadable === undefined ? () => true : readableByAll(dir, unreadable);
  const isUnwanted = (name: string) => [...ancestorsOf(name), name].some(unwanted);
  const look = (name: string) => {
    const info = lstatSync(path.join(dir, name), { bigint: true, throwIfNoEntry: false });
    if (info?.isDirectory()) return walk(name);
    if (!info || !wanted(name)) return;
    if (info.isFile() && !isOpen(name, info)) left.push({ path: name, why: 'private' });
    else if (canTake(name, info, left)) chosen.add(name);
  };
  const walk = (folder: string) => {
    if (wanted(folder)) chosen.add(folder);
    for (const bytes of listFolder(dir, folder, left)) {
      const text = bytes.toString('utf8');
      const name = folder === '' ? text : `${folder}/${text}`;
      if (unwanted(name)) continue;
      if (Buffer.from(text, 'utf8').equals(bytes)) look(name);
      else left.push({ path: name, why: 'name' });
    }
  };
  for (const base of bases(take)) if (leadsThroughFolders(dir, base) && !isUnwanted(base)) look(base);
  for (const name of [...chosen]) for (const folder of ancestorsOf(name)) chosen.add(folder);
  return { names: [...chosen], left };
}

function listFolder(dir: string, folder: string, left: HostTree['left']): Buffer[] {
  try {
    return readdirSync(path.join(dir, folder), { encoding: 'buffer' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    left.push({ path: folder, why: 'rights' });
    return [];
  }
}

function canTake(name: string, info: BigIntStats, left: HostTree['left']): boolean {
  if (info.isSocket()) left.push({ path: name, why: 'socket' });
  else if (info.isFile() && !mayRead(info)) left.push({ path: name, why: 'rights' });
  else return true;
  return false;
}

/** Tells files that everybody may read, which they can't in a folder that not everybody may enter; and those at globs. */
function readableByAll(dir: string, globs: string[]): (name: string, info: BigIntStats) => boolean {
  const allowed = globMatcher(globs);
  const known = new Map([['', true]]);
  const canEnter = (folder: string): boolean => {
    const answer = known.get(folder) ?? (canEnter(parentOf(folder)) && (modeOf(path.join(dir, folder)) & 0o001) !== 0);
    known.set(folder, answer);
    return answer;
  };
  return (name, { mode }) => allowed(name) || ((mode & 0o004n) !== 0n && canEnter(parentOf(name)));
}

const modeOf = (file: string) => lstatSync(file).mode;

/** By the mode alone: access lists are rare on a system's files, and what can't be opened after all fails with its name. */
function mayRead({ mode, uid, gid }: BigIntStats): boolean {
  const me = process.getuid?.() ?? 0;
  if (me === 0) return true;
  const groups = process.getgroups?.() ?? [];
  const bit = Number(uid) === me ? 0o400n : groups.includes(Number(gid)) ? 0o040n : 0o004n;
  return (mode & bit) !== 0n;
}

/** A path below a link is another path's. */
const leadsThroughFolders = (dir: string, name: string) =>
  ancestorsOf(name).every(
    (folder) => lstatSync(path.join(dir, folder), { throwIfNoEntry: false })?.isDirectory() ?? false,
  );

/** Where to begin: what stands before the first wildcard of each glob, without what lies in another one. */
function bases(globs: string[]): string[] {
  const fixed = globs.map((glob) => {
    const parts = glob.split('/');
    const wild = parts.findIndex((part) => /[*?[\](){}!+@]/.test(part));
    return wild < 0 ? glob : parts.slice(0, wild).join('/');
  });
  const inside = (inner: string, outer: string) => inner !== outer && (outer === '' || inner.startsWith(`${outer}/`));
  const folders = new Set(fixed.filter((_, index) => globs[index] !== fixed[index]));
  return [...new Set(fixed)].filter((one) => ![...folders].some((other) => inside(one, other)));
}
