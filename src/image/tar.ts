import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Header, pack } from 'tar-stream';
import { failure } from '../host/errors.js';
import { linksLast, type TreeEntry } from './tree.js';

export interface TarOptions {
  /** Time stamp of every entry, in seconds. */
  epoch: number;
  /** Put before every path, without slash at the end. */
  prefix?: string;
}

/**
 * Writes entries as a tar archive that depends on nothing but them: sorted, one time stamp, numeric owners, extended attributes as
 * LIBARCHIVE.xattr records (base64, so binary values survive; sqfstar and bsdtar read them). Ends `out`.
 */
export async function writeTar(entries: Iterable<TreeEntry>, out: Writable, options: TarOptions): Promise<void> {
  const archive = pack();
  const written = pipeline(archive, out);
  try {
    for (const one of linksLast(entries)) await addEntry(archive, one, options);
    archive.finalize();
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    await written.catch(() => undefined);
    throw error;
  }
  await written;
}

async function addEntry(archive: ReturnType<typeof pack>, one: TreeEntry, options: TarOptions): Promise<void> {
  const header = tarHeader(one, options);
  if (one.entry.type !== 'file') {
    await new Promise<void>((resolve, reject) => archive.entry(header, (error) => (error ? reject(error) : resolve())));
    return;
  }
  if (one.content === undefined)
    throw failure(`/${one.entry.path} has no content to pack: run the phase that makes it again with --force.`);
  const { size } = await stat(one.content);
  if (size !== one.entry.size) {
    throw failure(
      `/${one.entry.path} has ${size} bytes in ${one.content} where its layer says ${one.entry.size}: run the phase that makes it again with --force.`,
    );
  }
  await pipeline(createReadStream(one.content), archive.entry(header));
}

const types: Record<TreeEntry['entry']['type'], Header['type']> = {
  file: 'file',
  dir: 'directory',
  symlink: 'symlink',
  hardlink: 'link',
  char: 'character-device',
  block: 'block-device',
  // Known to tar-stream, missing in its types.
  fifo: 'fifo' as string as Header['type'],
};

function tarHeader({ entry }: TreeEntry, { epoch, prefix }: TarOptions): Partial<Header> & { name: string } {
  const at = (path: string) => (prefix === undefined ? path : `${prefix}/${path}`);
  const header: Partial<Header> & { name: string } = {
    name: at(entry.path),
    type: types[entry.type],
    // With its type bit: tar-stream takes a mode of 0 for none, and masks the bit away.
    mode: entry.mode | 0o100000,
    uid: entry.uid,
    gid: entry.gid,
    mtime: new Date(epoch * 1000),
    size: entry.type === 'file' ? entry.size : 0,
  };
  if (entry.type === 'symlink') header.linkname = entry.target;
  if (entry.type === 'hardlink') header.linkname = at(entry.target);
  if (entry.type === 'char' || entry.type === 'block') {
    header.devmajor = entry.major;
    header.devminor = entry.minor;
  }
  const pax = paxRecords(entry);
  return Object.keys(pax).length === 0 ? header : { ...header, pax };
}

/** What a ustar header can't hold. */
function paxRecords(entry: TreeEntry['entry']): Record<string, string> {
  const records: Record<string, string> = {};
  if (entry.uid > 0o777777) records.uid = String(entry.uid);
  if (entry.gid > 0o777777) records.gid = String(entry.gid);
  for (const [name, value] of Object.entries(entry.xattrs ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))) {
    records[`LIBARCHIVE.xattr.${encodeURIComponent(name)}`] = value.replace(/=+$/, '');
  }
  return records;
}
