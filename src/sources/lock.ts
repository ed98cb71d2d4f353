import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { prerequisiteError, usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';

/** An operator's own tree, in place of files. */
const LockedTree = z
  .object({ place: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime() })
  .strict();

export const LockedSource = z
  .object({
    version: z.string(),
    provision: z.enum(['source', 'prebuilt']),
    files: z.array(
      z
        .object({
          file: z.string().min(1),
          sha256: z.string().regex(/^[0-9a-f]{64}$/),
          /** Which place served it, and when that was found. */
          place: z.string(),
          at: z.iso.datetime(),
          /** A later package than the catalog's file with the hash `insteadOf`, which is no longer to be had. */
          successor: z.object({ insteadOf: z.string(), version: z.string() }).strict().optional(),
        })
        .strict(),
    ),
    tree: LockedTree.optional(),
  })
  .strict();
export type LockedSource = z.infer<typeof LockedSource>;

/** essentials/sources.lock.json: what each source of the catalog was built from. */
export const SourcesLock = z
  .object({ schemaVersion: z.literal(1), sources: z.record(z.string(), LockedSource) })
  .strict();
export type SourcesLock = z.infer<typeof SourcesLock>;

/** The lock of a deploy root; an empty one where none was written yet. */
export async function readLock(layout: Layout): Promise<SourcesLock> {
  const text = await readFile(layout.sourcesLock, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw usageError(`${layout.sourcesLock} can't be read (${error.code}): mend its rights, or remove it.`);
  });
  if (text === null) return { schemaVersion: 1, sources: {} };
  const parsed = SourcesLock.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw usageError(
    `${layout.sourcesLock} is no lock of sources (${issue?.message ?? 'invalid'}${where}): remove it and run fetch.`,
  );
}

/** Writes `changed` into the lock, in one piece; the other names stay as they are on disk. Nothing to change: not touched. */
export async function updateLock(layout: Layout, changed: Record<string, LockedSource>): Promise<void> {
  const before = await readLock(layout);
  const merged = Object.entries({ ...before.sources, ...changed }).sort(([a], [b]) => (a < b ? -1 : 1));
  const next: SourcesLock = { schemaVersion: 1, sources: Object.fromEntries(merged) };
  if (JSON.stringify(next) === JSON.stringify(before)) return;
  try {
    await mkdir(path.dirname(layout.sourcesLock), { recursive: true });
    await writeFileAtomic(layout.sourcesLock, `${JSON.stringify(next, null, 2)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw prerequisiteError(`${layout.sourcesLock} can't be written: mend its rights or make room (${reason}).`, {
      cause: error,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
