import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunEvent } from '../state/events.js';
import { foldJournal, reduce } from '../state/reduce.js';
import type { RunState } from '../state/run-state.js';
import { syncFolder } from './durable.js';

/** The one writer of a run's journal, with the state that the journal so far makes. */
export interface Journal {
  append: (event: RunEvent) => void;
  state: () => RunState | null;
  close: () => void;
}

/** Events after which nothing may be lost to a power cut. */
const SYNCED = new Set<RunEvent['type']>(['run.started', 'run.adopted', 'unit.finished', 'run.finished']);

/** Opens a run's journal to go on with it, or makes it. Throws what the file system says; the caller holds the deploy root's lock. */
export function openJournal(file: string): Journal {
  mkdirSync(path.dirname(file), { recursive: true });
  const fd = openSync(file, 'a+', 0o644);
  endTornLine(fd);
  syncFolder(path.dirname(file));
  let state = readJournal(file);
  let torn = false;
  return {
    append: (event) => {
      if (torn) endTornLine(fd);
      // Until it is whole: a single write to a disk that becomes full takes a part, without an error.
      torn = true;
      writeFileSync(fd, `${JSON.stringify(event)}\n`);
      torn = false;
      if (SYNCED.has(event.type)) fsyncSync(fd);
      state = reduce(state, event);
    },
    state: () => state,
    close: () => closeSync(fd),
  };
}

/** Null when there is no journal or nothing in it. */
export function readJournal(file: string): RunState | null {
  try {
    return foldJournal(readFileSync(file, 'utf8').split('\n'));
  } catch {
    return null;
  }
}

/** A writer that was killed in the middle of a line must not spoil the next one. */
function endTornLine(fd: number): void {
  const { size } = fstatSync(fd);
  if (size === 0) return;
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  if (last.toString() !== '\n') writeFileSync(fd, '\n');
}
