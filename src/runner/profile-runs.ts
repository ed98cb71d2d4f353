import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { layoutOf } from '../host/layout.js';
import { parseEvent } from '../state/reduce.js';
import type { RunState } from '../state/run-state.js';
import { runState } from './client.js';
import { journalFile, runIds } from './run-folder.js';

/** The newest run of a profile as it really stands; null when there was none. */
export async function latestRunOf(root: string, profile: string): Promise<RunState | null> {
  const layout = layoutOf(root);
  for (const runId of runIds(layout).toReversed())
    if ((await profileOf(journalFile(layout, runId))) === profile) return runState(root, runId);
  return null;
}

/** The journal's first event names it: the rest, which may be long, is not read. */
async function profileOf(journal: string): Promise<string | null> {
  try {
    for await (const line of createInterface({ input: createReadStream(journal) })) {
      const event = parseEvent(line);
      return event?.type === 'run.started' ? event.profile : null;
    }
  } catch {
    // The folder of a run that was removed meanwhile, or never got its journal.
  }
  return null;
}
