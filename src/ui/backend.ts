import type { DoctorDocument } from '../state/doctor.js';
import type { PlanDocument } from '../state/documents.js';
import type { UnitStep } from '../state/events.js';
import type { PastRun, PastRunUnits } from '../state/history.js';
import type { LogReader } from '../state/log-lines.js';
import type { Preferences } from '../state/preferences.js';
import type { ProfileOverview } from '../state/profiles-document.js';
import type { RunState } from '../state/run-state.js';
import type { SharedSettings } from './settings.js';

/** A detached run of exactly these phases and units; of all that is stale when neither is named. */
export interface StartRequest {
  profile: string;
  target: string;
  phases: string[];
  /** Built with what they need as far as it is not fresh. */
  modules?: string[];
  /** Left out, with what needs them. */
  skip?: string[];
}

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
  /** What there is of a profile; never rejects for what is wrong with its plan. */
  overview: (profile: string, target: string | null) => Promise<ProfileOverview>;
  /** What is wrong with a target, in one sentence; null when it can be used. */
  targetProblem: (profile: string, target: string) => Promise<string | null>;
  start: (request: StartRequest) => Promise<void>;
  command: (command: 'cancel' | 'pause' | 'resume' | 'take' | 'release') => Promise<void>;
  /** This client goes away: what it has command of is anybody's again. */
  close: () => void;
  /** A shell where a command failed, with its variables; has the terminal until it ends. */
  shell: (where: { unit: string; step: UnitStep }, signal: AbortSignal) => Promise<void>;
  /** Calls back with the newest run of the deploy root, again whenever its journal grows or a newer run begins. */
  follow: (onRun: (run: RunState | null) => void, signal: AbortSignal) => Promise<void>;
  /** Rejects with one sentence when it can't be read. */
  openLog: (file: string) => Promise<LogReader>;
  /** Shows a file in the operator's pager, which has the terminal until it ends. */
  page: (file: string, signal: AbortSignal) => Promise<void>;
  /** Last lines of a log, at most `count`, and its size in bytes. */
  tail: (file: string, count: number) => Promise<{ lines: string[]; size: number }>;
  /** The profile that was chosen last. */
  rememberProfile: (profile: string) => Promise<void>;
  /** Keeps a profile's target, absolute as it is given back; null: the default again. */
  keepTarget: (profile: string, target: string | null) => Promise<string | null>;
  /** Folders that what was typed may be the beginning of. */
  completeFolder: (typed: string) => Promise<string[]>;
  /** Newest first. */
  pastRuns: () => Promise<PastRun[]>;
  pastUnits: (runId: string) => Promise<PastRunUnits>;
  /** Looks at this machine for a profile. */
  examine: (profile: string, target: string | null) => Promise<DoctorDocument>;
  /** Installs Debian packages on the terminal, which is lent to it. */
  install: (packages: string[], signal: AbortSignal) => Promise<void>;
  shared: () => Promise<SharedSettings>;
}
