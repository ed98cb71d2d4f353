import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../host/layout.js';

export const runFolder = (layout: Layout, runId: string) => path.join(layout.runs, runId);
export const journalFile = (layout: Layout, runId: string) => path.join(runFolder(layout, runId), 'journal.ndjson');

/** Ids sort by time: 20260115-143502-9f3c. */
export function newRunId(now: Date): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  return `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${randomBytes(2).toString('hex')}`;
}

/** Oldest first. */
export function runIds(layout: Layout): string[] {
  try {
    return readdirSync(layout.runs)
      .filter((name) => /^\d{8}-\d{6}-[0-9a-f]{4}$/.test(name))
      .toSorted();
  } catch {
    return [];
  }
}

/** Null when nothing has run yet. */
export const latestRunId = (layout: Layout): string | null => runIds(layout).at(-1) ?? null;
