import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';
import { readTargetId, targetIdFile } from '../layers/target.js';
import { recordFiles } from '../layers/target-record.js';
import { recordFolder } from './record-folder.js';

/**
 * Refuses a target that another deploy root composed: this one knows nothing of what is in it and could neither change nor keep it rightly.
 * A moved deploy root takes its records along and still owns its target.
 */
export async function checkOwner(target: string, layout: Layout, profile: string): Promise<void> {
  const id = await readTargetId(target);
  if (id === null) return;
  const { record, journal } = recordFiles(layout.targets, id);
  if ([record, journal, recordFolder(layout, profile, id)].some((file) => existsSync(file))) return;
  const names = await readdir(target);
  if (names.every((name) => name === targetIdFile)) return;
  throw usageError(
    `${target} was composed by another deploy root, or this one's records of it are gone: name another folder with --target, or empty it.`,
  );
}
