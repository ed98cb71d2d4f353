import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { prerequisiteError, usageError } from '../host/errors.js';

/** A target carries this file, so that a wiped or swapped one is told apart. */
export const targetIdFile = '.smechdeploy-target';

const TargetId = z.object({ schemaVersion: z.literal(1), id: z.uuid(), profile: z.string() });
type TargetId = z.infer<typeof TargetId>;

/** The id of the target in this folder; null when it has none. */
export async function readTargetId(dir: string): Promise<string | null> {
  return (await readIdFile(dir))?.id ?? null;
}

/** Makes the target's folder and its id file where they lack, and returns the id. A folder that is another profile's target is refused. */
export async function ensureTarget(dir: string, profile: string): Promise<string> {
  const present = await readIdFile(dir);
  if (present && present.profile !== profile) {
    throw usageError(
      `${dir} is the target of the profile ${present.profile}, not of ${profile}: name another folder with --target, or empty this one.`,
    );
  }
  if (present) return present.id;
  const made: TargetId = { schemaVersion: 1, id: randomUUID(), profile };
  try {
    await mkdir(dir, { recursive: true });
    await writeFileAtomic(path.join(dir, targetIdFile), `${JSON.stringify(made)}\n`);
  } catch (error) {
    throw prerequisiteError(
      `The target ${dir} can't be written (${(error as Error).message}): correct its rights or name another folder with --target.`,
      { cause: error },
    );
  }
  return made.id;
}

async function readIdFile(dir: string): Promise<TargetId | null> {
  const text = await readFile(path.join(dir, targetIdFile), 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  try {
    return TargetId.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
