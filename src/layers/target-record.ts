import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

/** How a path of the target looked right after it was written. */
export const RecordEntry = z.object({
  type: z.enum(['file', 'dir', 'symlink', 'char', 'block', 'fifo']),
  /** sha256 of a file, target of a link, `major,minor` of a device, else empty. */
  content: z.string(),
  size: z.number(),
  mode: z.number(),
  uid: z.number(),
  gid: z.number(),
  /** Nanoseconds; as text, since they don't fit a number. */
  mtimeNs: z.string(),
  ctimeNs: z.string(),
  ino: z.string(),
  /** The path that this is another name of. */
  linkTo: z.string().optional(),
  /** The extended attributes that were set, as JSON. */
  xattrs: z.string().optional(),
  /** Written by a composition that was interrupted: owner, mode and time may lack. */
  redo: z.literal(true).optional(),
});
export type RecordEntry = z.infer<typeof RecordEntry>;

/** Why a path was left as it is: `changed` and `deleted` by hand, or `foreign`: never ours. */
export const KeptKind = z.enum(['changed', 'deleted', 'foreign']);
export type KeptKind = z.infer<typeof KeptKind>;

/** What the last composition made of a target. */
export const TargetRecord = z.object({
  schemaVersion: z.literal(1),
  /** In order. */
  layers: z.array(z.object({ unit: z.string(), digest: z.string() })),
  paths: z.array(z.tuple([z.string(), RecordEntry])).transform((pairs) => new Map(pairs)),
  kept: z.array(z.tuple([z.string(), KeptKind])).transform((pairs) => new Map(pairs)),
  /** `temporary` of the last journal that was carried out to its end. */
  completed: z.string().optional(),
});
export type TargetRecord = z.infer<typeof TargetRecord>;

/** One path that a composition is about to touch. */
export const Intent = z.object({
  path: z.string(),
  kind: z.enum(['remove', 'create', 'replace', 'meta']),
  /** What will be there. */
  to: RecordEntry.pick({ type: true, content: true, linkTo: true }).optional(),
});
export type Intent = z.infer<typeof Intent>;

/** Written before the first touch, removed after the record: what was in work when a composition was interrupted. */
export const Journal = z.object({
  schemaVersion: z.literal(1),
  /** Beginning of the names of half-written files. */
  temporary: z.string(),
  /** Seconds. */
  epoch: z.number(),
  intents: z.array(Intent),
});
export type Journal = z.infer<typeof Journal>;

const emptyRecord = (): TargetRecord => ({ schemaVersion: 1, layers: [], paths: new Map(), kept: new Map() });

export interface RecordFiles {
  record: string;
  journal: string;
  /** What was there before an operator's script that has not been accounted for. */
  script: string;
  /** Synced to the disk before they count. */
  durable: boolean;
}

/** Files of a target's record by the id that it carries; `targets` is the deploy root's folder of them. */
export const recordFiles = (targets: string, id: string, durable = true): RecordFiles => ({
  durable,
  record: path.join(targets, `${id}.json`),
  journal: path.join(targets, `${id}.journal.json`),
  script: path.join(targets, `${id}.script.json`),
});

/** A record that is lost or damaged counts as empty: what is in the target then stays, and what equals the layers is taken over. */
export async function readRecord(files: RecordFiles): Promise<{ record: TargetRecord; journal: Journal | null }> {
  const record = (await readJson(files.record, TargetRecord)) ?? emptyRecord();
  const journal = await readJson(files.journal, Journal);
  return { record, journal: journal?.temporary === record.completed ? null : journal };
}

/** Replaces the record whole or not at all. Only then may the journal go that led to it. */
export const writeRecord = (files: RecordFiles, record: TargetRecord): Promise<void> =>
  writeJson(files.record, recordText(record), files.durable);

/** Replaces the journal whole or not at all: before the first path that it names is touched. */
export const writeJournal = (files: RecordFiles, journal: Journal): Promise<void> =>
  writeJson(files.journal, JSON.stringify(journal), files.durable);

/** The record as it is stored. */
export const recordText = ({ paths, kept, ...rest }: TargetRecord): string =>
  JSON.stringify({ ...rest, paths: [...paths], kept: [...kept] });

/** Writes a file whole or not at all, with its folder. `fsync`: it is on the disk when this returns. */
export async function writeJson(file: string, text: string, fsync: boolean): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFileAtomic(file, text, { fsync });
}

/** Null when the file is not there or not what the schema says: then it is put aside as FILE.damaged, for who wants to look. */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    await rename(file, `${file}.damaged`).catch(() => {});
    return null;
  }
}
