import { type BigIntStats, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { failure } from '../host/errors.js';
import { compareBytes } from './entries.js';
import { targetIdFile } from './target.js';
import { readXattrs } from './xattrs.js';

/** What stands at each path of a target, as far as it tells a change. */
export const Snapshot = z
  .array(z.tuple([z.string(), z.enum(['dir', 'other']), z.string()]))
  .transform((lines) => new Map(lines.map(([name, type, mark]) => [name, { type, mark }])));
export type Snapshot = z.infer<typeof Snapshot>;

export const snapshotText = (snapshot: Snapshot): string =>
  JSON.stringify([...snapshot].map(([name, { type, mark }]) => [name, type, mark]));

/** In a snapshot's name: the bytes that follow, in hex, are not UTF-8. */
export const notText = '\0';

/** Lists everything below a folder. File systems that are mounted in it are not entered; sockets don't count. */
export async function listTarget(root: string): Promise<Snapshot> {
  const result: Snapshot = new Map();
  const folders: string[] = [];
  const device = lstatSync(root, { bigint: true }).dev;
  const visit = (folder: string) => {
    for (const bytes of namesIn(path.join(root, folder))) {
      const text = bytes.toString('utf8');
      const isText = Buffer.from(text, 'utf8').equals(bytes);
      const name = `${folder}${folder === '' ? '' : '/'}${isText ? text : `${notText}${bytes.toString('hex')}`}`;
      if (name === targetIdFile) continue;
      const file = isText ? path.join(root, name) : Buffer.concat([Buffer.from(path.join(root, folder, '/')), bytes]);
      const info = lstatSync(file, { bigint: true, throwIfNoEntry: false });
      if (!info || info.isSocket()) continue;
      const mounted = info.dev !== device;
      result.set(name, { type: info.isDirectory() ? 'dir' : 'other', mark: mounted ? 'mounted' : mark(file, info) });
      if (!info.isDirectory() || mounted || !isText) continue;
      folders.push(name);
      visit(name);
    }
  };
  visit('');
  await markAttributes(root, folders, result);
  return result;
}

function namesIn(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EACCES') throw cause;
    throw failure(
      `${folder} can't be read: have the script that made it leave you the right to, and give it yourself now (chmod u+rwx).`,
      { cause },
    );
  }
}

/** Of a folder no time stamp tells a change of its attributes: it has another one as soon as something in it changes. */
async function markAttributes(root: string, folders: string[], snapshot: Snapshot): Promise<void> {
  const compare = ([a]: [string, string], [b]: [string, string]) => compareBytes(a, b);
  for (const [name, values] of await readXattrs(root, folders)) {
    const found = snapshot.get(name);
    if (found) found.mark += ` ${JSON.stringify(Object.entries(values).sort(compare))}`;
  }
}

function mark(file: string | Buffer, info: BigIntStats): string {
  const { mode, uid, gid, size, mtimeNs, ctimeNs, ino, rdev } = info;
  const common = `${mode.toString(8)} ${uid} ${gid}`;
  if (info.isDirectory()) return common;
  if (info.isSymbolicLink()) return `${common} ${ino} ${readlinkSync(file)}`;
  return `${common} ${size} ${mtimeNs} ${ctimeNs} ${ino} ${rdev}`;
}

export interface Differences {
  /** Changed or new, in byte order. */
  changed: string[];
  /** No longer there; of a whole folder, the folder alone. */
  removed: string[];
  /** Were something else and are a folder now. */
  becameFolder: string[];
}

/** What one snapshot says otherwise than an earlier one of the same target. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Differences {
  const changed: string[] = [];
  const becameFolder: string[] = [];
  for (const [name, now] of after) {
    const old = before.get(name);
    if (old?.type === now.type && old.mark === now.mark) continue;
    changed.push(name);
    if (old && old.type !== 'dir' && now.type === 'dir') becameFolder.push(name);
  }
  const gone = [...before.keys()].filter((name) => !after.has(name)).sort(compareBytes);
  const removed: string[] = [];
  const covered = new Set<string>();
  for (const name of gone) {
    const parent = path.posix.dirname(name);
    if (!covered.has(parent) && after.get(parent)?.type !== 'other') removed.push(name);
    covered.add(name);
  }
  return { changed: changed.sort(compareBytes), removed, becameFolder };
}
