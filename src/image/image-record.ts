import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { canonical } from '../layers/entries.js';
import type { LayerEntry } from '../layers/manifest.js';

/** What this program put into an image, so that the next time only what differs is written. It lies beside the image: without it everything is written again. */
const ImageRecord = z.object({
  schemaVersion: z.literal(1),
  /** The file as it was left: another one was changed by somebody else since. */
  identity: z.string(),
  /** Of what has no time stamp of its own. */
  epoch: z.number().int(),
  entries: z.record(z.string(), z.string()),
  /** What was taken away although somebody else had put it there: once, it may come back. */
  gone: z.array(z.string()).default([]),
  /** Names of the extended attributes that folders got: these are not made anew, so what is no longer wanted has to be taken away. */
  attributes: z.record(z.string(), z.array(z.string())).default({}),
});
export type ImageRecord = z.infer<typeof ImageRecord>;

const recordFile = (image: string) => `${image}.record.json`;

/** Null when there is none, or none that can be read. */
export async function readImageRecord(image: string): Promise<ImageRecord | null> {
  const text = await readFile(recordFile(image), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return ImageRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Writes the record beside the image, whole or not at all. Its `identity` is to be that of the image as it is now. */
export async function writeImageRecord(image: string, record: ImageRecord): Promise<void> {
  await writeFileAtomic(recordFile(image), JSON.stringify(record));
}

/** Tells whether a file was touched since, by size, time stamps and inode, without reading it. Throws when it is not there. */
export async function identityOf(image: string): Promise<string> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(image, { bigint: true });
  return `${size}-${mtimeNs}-${ctimeNs}-${ino}`;
}

/**
 * What the image may hold while another one takes its place, which may be cut off before the record is written: all that was there, and what is
 * being written with marks that equal none, so that it is written again and still known as ours.
 */
export function recordOfChange(
  before: Omit<ImageRecord, 'schemaVersion' | 'epoch'>,
  writing: { path: string; mark: string; attributes: string[] }[],
  epoch: number,
): ImageRecord {
  const entries = { ...before.entries };
  const attributes = { ...before.attributes };
  for (const { path, mark, attributes: names } of writing) {
    if (names.length > 0) attributes[path] = [...(attributes[path] ?? []), ...names];
    const types = [mark, entries[path] ?? mark].map((one) => one.split(' ')[0] ?? '');
    // A link that may be there has to go before paths are followed, and of a folder only what is ours.
    const type = ['symlink', 'dir'].find((one) => types.includes(one)) ?? types[0];
    entries[path] = `${type} being written`;
  }
  return { ...before, schemaVersion: 1, epoch, entries, attributes };
}

/** Names of the extended attributes of a folder; of what is made anew each time they don't matter. */
export const folderAttributes = (entry: LayerEntry): string[] =>
  entry.type === 'dir' ? Object.keys(entry.xattrs ?? {}) : [];

/** What an entry is, in short: its type and a hash of all that it says. */
export const entryMark = (entry: LayerEntry): string =>
  `${entry.type} ${createHash('sha256').update(canonical(entry)).digest('base64url').slice(0, 22)}`;
