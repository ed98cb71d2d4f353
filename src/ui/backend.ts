import type { PlanDocument } from '../state/documents.js';
import type { RunState } from '../state/run-state.js';
import type { Preferences } from './preferences.js';

/** What the interface asks of the world. It starts nothing itself: a run belongs to the runner, whoever watches. */
export interface Backend {
  root: string;
  profiles: { name: string; title: string; summary: string }[];
  /** Remembered from the last time. */
  initial: { profile: string; target: string | null; preferences: Preferences };
  /** Keeps what the operator prefers; undefined: the default again. */
  prefer: (changes: Preferences) => Promise<void>;
  /** Rejects with one sentence for the operator. `target` null: as settings and profile say. */
  plan: (profile: string, target: string | null) => Promise<PlanDocument>;
  /** What is wrong with a target, in one sentence; null when it can be used. */
  targetProblem: (profile: string, target: string) => Promise<string | null>;
  /** Starts a detached run of exactly these phases, or of all that is stale when there are none. */
  start: (request: { profile: string; target: string; phases: string[] }) => Promise<void>;
  command: (command: 'cancel' | 'pause' | 'resume') => Promise<void>;
  /** Calls back with the newest run of the deploy root, again whenever its journal grows or a newer run begins. */
  follow: (onRun: (run: RunState | null) => void, signal: AbortSignal) => Promise<void>;
  /** Last lines of a log, at most `count`, and its size in bytes. */
  tail: (file: string, count: number) => Promise<{ lines: string[]; size: number }>;
  remember: (choice: { profile: string; target: string | null }) => Promise<void>;
}
