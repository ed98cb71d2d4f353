import type { CommandHolder, RunEvent } from '../state/events.js';
import { type Command, createCommand } from './command.js';
import { isAlive, type ProcessId, signalProcess } from './processes.js';

/** What clients and signals may ask of a run, and where the run looks before it starts anything. */
export interface RunControl {
  cancel: (by: string) => void;
  pause: (by: string, holder?: Holder) => void;
  /** An operator's ends every pause, a guard's its own alone. */
  resume: (by: string, holder?: Holder) => void;
  isCancelled: () => boolean;
  isPaused: () => boolean;
  /** Milliseconds that the run was paused so far. */
  pausedMs: () => number;
  /** Resolves at the next change. */
  changed: () => Promise<void>;
  /** Who may pause and resume. */
  command: Command;
  /** A unit's supervisor gets what is asked from now on; the result takes it off again. */
  attach: (supervisor: ProcessId) => () => void;
}

/** Control of one run; each change goes to `append` as an event of its journal. Nothing here throws where a supervisor is gone. */
/** For whom a run stands still: it goes on when nobody wants it to any more. */
type Holder = 'operator' | 'guard';

export function createControl(append: (event: RunEvent) => void): RunControl {
  const supervisors = new Set<ProcessId>();
  const holders = new Set<Holder>();
  let cancelled = false;
  let pausedSince: number | null = null;
  let pausedBefore = 0;
  let wake = Promise.withResolvers<void>();

  const tell = (signal: NodeJS.Signals) => {
    for (const supervisor of supervisors) if (isAlive(supervisor)) signalProcess(supervisor.pid, signal);
  };
  const change = (event: RunEvent) => {
    append(event);
    wake.resolve();
    wake = Promise.withResolvers();
  };
  const at = () => new Date().toISOString();
  const pausedMs = () => pausedBefore + (pausedSince === null ? 0 : Date.now() - pausedSince);

  return {
    cancel: (by) => {
      // Asked again it tells the supervisors again: one may have started meanwhile.
      if (!cancelled) {
        cancelled = true;
        change({ type: 'run.cancelling', at: at(), by });
      }
      tell('SIGTERM');
    },
    pause: (by, holder = 'operator') => {
      if (cancelled || holders.has(holder)) return;
      holders.add(holder);
      if (pausedSince === null) {
        pausedSince = Date.now();
        tell('SIGUSR2');
      }
      change({ type: 'run.paused', at: at(), by });
    },
    resume: (by, holder = 'operator') => {
      if (holder === 'operator') holders.clear();
      else holders.delete(holder);
      if (pausedSince === null || holders.size > 0) return;
      pausedBefore = pausedMs();
      pausedSince = null;
      tell('SIGCONT');
      change({ type: 'run.resumed', at: at(), by });
    },
    isCancelled: () => cancelled,
    isPaused: () => pausedSince !== null,
    pausedMs,
    changed: () => wake.promise,
    command: createCommand((holder: CommandHolder | null) => append({ type: 'run.command', at: at(), holder })),
    attach: (supervisor) => {
      supervisors.add(supervisor);
      if (cancelled) signalProcess(supervisor.pid, 'SIGTERM');
      else if (pausedSince !== null) signalProcess(supervisor.pid, 'SIGUSR2');
      return () => supervisors.delete(supervisor);
    },
  };
}
