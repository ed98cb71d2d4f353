import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Layout } from '../host/layout.js';

export const runFolder = (layout: Layout, runId: string) => path.join(layout.runs, runId);
export const journalFile = (layout: Layout, runId: string) => path.join(runFolder(layout, runId), 'journal.ndjson');

/** Ids sort in the order of their runs, also of two that begin in one second or of one that begins after the clock was set back: 20260115-143502-0f3c. */
export function newRunId(now: Date, latest: string | null): string {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  const id = `${date.replaceAll('-', '')}-${time.replaceAll(':', '')}-${hex(randomInt(0x1000))}`;
  return latest === null || id > latest ? id : next(latest);
}

/** Drawn from the lowest sixteenth, the suffix leaves room to count on. */
const next = (id: string) => `${id.slice(0, -4)}${hex(Number.parseInt(id.slice(-4), 16) + 1)}`;
const hex = (value: number) => value.toString(16).padStart(4, '0');

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
