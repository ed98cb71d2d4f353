import type { CommandHolder, PlannedPhase, UnitError, UnitResult } from './events.js';
import type { Pause } from './pauses.js';

interface Progress {
  done: number;
  total: number | null;
  label: string;
}

interface Usage {
  cpuSeconds: number;
  memoryBytes: number;
  lastOutputAt: string | null;
  writtenBytes: number | null;
  /** Processors in use since the report before; null at the first one. */
  processors: number | null;
  /** When this was measured. */
  at: string;
}

/** One phase or recipe within a run. */
export interface UnitState {
  /** `phase` or `phase/recipe`. */
  unit: string;
  name: string;
  title: string;
  /** `waiting`: will run; `idle`: not part of this run. */
  state: 'idle' | 'waiting' | 'running' | UnitResult;
  progress: Progress | null;
  usage: Usage | null;
  startedAt: string | null;
  endedAt: string | null;
  durationSeconds: number | null;
  estimateSeconds: number | null;
  exitCode: number | null;
  /** Absolute path of its log. */
  log: string | null;
  messages: { level: 'info' | 'warning'; text: string }[];
  error: UnitError | null;
}

export interface PhaseState extends UnitState {
  group: string | null;
  kind: PlannedPhase['kind'];
  path: string | null;
  prebuilt: string[];
  /** False: some of its recipes alone are part of the run. */
  takesPart: boolean;
  /** Without its recipes. */
  ownEstimateSeconds: number | null;
  ownStartedAt: string | null;
  recipes: UnitState[];
}

/** What one run's journal says: the only thing that status, views and the runner's own decisions show. */
export interface RunState {
  id: string;
  state: 'running' | 'paused' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  cancelling: boolean;
  /** Who may pause and resume; null: whoever asks first. */
  commander: CommandHolder | null;
  profile: string;
  root: string;
  target: string;
  jobs: number;
  serial: boolean;
  /** Unit -> the units that must have ended before it starts. */
  needs: Record<string, string[]>;
  /** The runner's. */
  pid: number;
  command: string;
  startedAt: string;
  endedAt: string | null;
  /** In order; they count nowhere as time that something took. */
  pauses: Pause[];
  /** Without pauses; null before its end, and of a run of an earlier version. */
  durationSeconds: number | null;
  exitCode: number | null;
  summary: string | null;
  artifacts: string[];
  /** Fetching before the first compile; null when nothing had to be fetched. */
  sources: UnitState | null;
  phases: PhaseState[];
}
