import { z } from 'zod';

const common = {
  /** Relative to the layer's root, no leading slash, no `.` or `..`. Bytes that are not UTF-8 are refused at capture. */
  path: z.string().min(1),
  /** Permission bits with setuid, setgid and sticky. */
  mode: z.number().int().min(0).max(0o7777),
  uid: z.number().int().min(0),
  gid: z.number().int().min(0),
  /** Extended attributes, values in base64. */
  xattrs: z.record(z.string(), z.string()).optional(),
  /** Nanoseconds since 1970, of what is restored from a reference host. Absent: SOURCE_DATE_EPOCH. */
  mtimeNs: z
    .string()
    .regex(/^-?\d+$/)
    .optional(),
};

export const LayerEntry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), ...common, size: z.number().int(), sha256: z.string() }),
  z.object({ type: z.literal('dir'), ...common }),
  z.object({ type: z.literal('symlink'), ...common, target: z.string() }),
  /** Another name of a file of the same layer. */
  z.object({ type: z.literal('hardlink'), ...common, target: z.string() }),
  z.object({ type: z.literal('char'), ...common, major: z.number().int(), minor: z.number().int() }),
  z.object({ type: z.literal('block'), ...common, major: z.number().int(), minor: z.number().int() }),
  z.object({ type: z.literal('fifo'), ...common }),
  /** A path of an earlier layer that this one removes (scripts only). */
  z.object({ type: z.literal('removed'), path: z.string().min(1) }),
]);
export type LayerEntry = z.infer<typeof LayerEntry>;

export const SourceRecord = z.object({
  name: z.string(),
  version: z.string(),
  /** Name of the file, or where in the deploy root a vendored tree lies. */
  file: z.string(),
  /** Of the file, or of a tree's names and contents. */
  sha256: z.string(),
  /** An operator's own tree in place of the catalog's files. */
  vendored: z.boolean().optional(),
  license: z.string(),
  prebuilt: z.boolean(),
});
export type SourceRecord = z.infer<typeof SourceRecord>;

/** What one phase or recipe puts into the target; entries sorted by path (byte order), parents before children. */
export const LayerManifest = z.object({
  schemaVersion: z.literal(1),
  /** `phase` or `phase/recipe`. */
  unit: z.string(),
  fingerprint: z.string(),
  /** Hash of the entries: equal content, equal digest, however it was made. */
  digest: z.string(),
  createdAt: z.iso.datetime(),
  prebuilt: z.array(z.string()),
  /** What an operator was expected to bring along and is absent: one sentence each. */
  missing: z.array(z.string()).optional(),
  sources: z.array(SourceRecord),
  /** Tools that took part, name -> version. */
  tools: z.record(z.string(), z.string()),
  entries: z.array(LayerEntry),
});
export type LayerManifest = z.infer<typeof LayerManifest>;
