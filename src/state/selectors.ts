import type { CommandHolder } from './events.js';
import { workedSeconds } from './pauses.js';
import { wallOfRest } from './rest.js';
import type { PhaseState, RunState, UnitState } from './run-state.js';

/** Every unit of a run in the order in which it is planned: sources, then each phase's recipes before the phase itself. */
export function unitsOf(state: RunState): UnitState[] {
  const units = state.phases.flatMap((phase): UnitState[] => [...phase.recipes, phase]);
  return state.sources ? [state.sources, ...units] : units;
}

/** The run goes on: its units are run, or it is paused between them. */
export const isLive = (run: RunState | null): run is RunState & { state: 'running' | 'paused' } =>
  run?.state === 'running' || run?.state === 'paused';

/** Units that are part of this run. */
export const plannedUnits = (state: RunState) => unitsOf(state).filter((unit) => unit.state !== 'idle');

const again = new Set(['failed', 'interrupted', 'blocked']);

/** Names of the units that did not end well, or were blocked by one that did not. Sources are fetched in any run. */
export const unitsToRebuild = (state: RunState): string[] =>
  plannedUnits(state).flatMap((unit) => (unit !== state.sources && again.has(unit.state) ? [unit.unit] : []));

/** A phase's own process, which starts after its recipes. */
export const ownPart = (phase: PhaseState): UnitState => ({
  ...phase,
  state: ownState(phase),
  startedAt: phase.ownStartedAt,
  estimateSeconds: phase.ownEstimateSeconds,
});

function ownState(phase: PhaseState): UnitState['state'] {
  if (!phase.takesPart) return 'idle';
  return phase.state === 'running' && !hasOwnProcess(phase) ? 'waiting' : phase.state;
}

/** Its recipes have ended and its own process has not started: phases do that in the order of the build. */
export const waitsItsTurn = (phase: PhaseState): boolean =>
  phase.takesPart &&
  phase.state === 'running' &&
  !hasOwnProcess(phase) &&
  phase.recipes.every(({ state }) => !openStates.has(state));

/** Units with a process of their own right now: a phase whose recipes run is not one. */
export function runningUnits(state: RunState): UnitState[] {
  return unitsOf(state).filter((unit) => unit.state === 'running' && hasOwnProcess(unit));
}

/** A phase gets its log with its own process, after its recipes. */
const hasOwnProcess = (unit: UnitState) => unit.log !== null;

export const findUnit = (state: RunState, name: string) => unitsOf(state).find((unit) => unit.unit === name);

/** Ended in a way that what needs it can start. */
export const endedWell = (unit: UnitState) =>
  unit.state === 'done' || unit.state === 'cached' || unit.state === 'fresh';

/** 0 to 1, or null when it can't be told: by its own report, else by time against its estimate (never quite 1). */
export function fractionOf(unit: UnitState, run: Paused, now: number): number | null {
  if (endedWell(unit)) return 1;
  if (unit.state !== 'running') return unit.state === 'waiting' ? 0 : null;
  if (unit.progress?.total) return Math.min(1, unit.progress.done / unit.progress.total);
  if (!unit.estimateSeconds || !unit.startedAt) return null;
  return Math.min(0.99, elapsedSeconds(unit, run, now) / unit.estimateSeconds);
}

/** A run, for the times at which it stood still. */
type Paused = Pick<RunState, 'pauses'>;

/** Seconds since it started, or how long it took, without the pauses of its run. */
export function elapsedSeconds(
  { startedAt, endedAt }: Pick<UnitState, 'startedAt' | 'endedAt'>,
  { pauses }: Paused,
  now: number,
): number {
  if (startedAt === null) return 0;
  return workedSeconds(Date.parse(startedAt), endedAt === null ? now : Date.parse(endedAt), pauses);
}

/** How long a run that is over took, without its pauses. */
export const runSeconds = (run: RunState): number | null =>
  run.endedAt === null ? null : (run.durationSeconds ?? elapsedSeconds(run, run, 0));

export interface Overall {
  done: number;
  total: number;
  /** Weighted by estimates where all are known, else by count. 0 to 1. */
  fraction: number;
  /** Wall time until the last unit has ended, by their estimates and what runs beside what; null when one of them has none. */
  remainingSeconds: number | null;
  /** The same as if what has no estimate took no time. */
  leastSeconds: number;
}

/** How far a run is. */
export function overall(state: RunState, now: number): Overall {
  const units = processesOf(state).filter((unit) => unit.state !== 'idle');
  if (state.endedAt !== null) return whatItMade(units);
  const done = units.filter((unit) => unit.endedAt !== null && !isOpen(unit)).length;
  const open = units.filter(isOpen).flatMap((unit) => {
    const seconds = remainingOf(unit, state, now);
    return seconds === null ? [] : [{ unit, seconds }];
  });
  const known = open.length === units.filter(isOpen).length;
  const work = open.reduce((sum, { seconds }) => sum + seconds, 0);
  const spent = units.reduce((sum, unit) => sum + elapsedSeconds(unit, state, now), 0);
  const byCount = units.reduce((sum, unit) => sum + (isOpen(unit) ? (fractionOf(unit, state, now) ?? 0) : 1), 0);
  const byTime = known && spent + work > 0;
  const fraction = units.length === 0 ? 1 : byTime ? spent / (spent + work) : byCount / units.length;
  const leastSeconds = wallOfRest(state, open);
  return { done, total: units.length, fraction, remainingSeconds: known ? leastSeconds : null, leastSeconds };
}

/** Of a run that is over, what failed or was left undone is not done. */
function whatItMade(units: UnitState[]): Overall {
  const [done, total] = [units.filter(endedWell).length, units.length];
  return { done, total, fraction: total === 0 ? 1 : done / total, remainingSeconds: 0, leastSeconds: 0 };
}

/** Every process of a run in the order in which it is planned: sources, then each phase's recipes before its own part. */
function processesOf({ sources, phases }: RunState): UnitState[] {
  const units = phases.flatMap((phase) => [...phase.recipes, ownPart(phase)]);
  return sources ? [sources, ...units] : units;
}

/** By its estimate; once it has outlasted that, by its own report of how far it is; null when neither tells. */
function remainingOf(unit: UnitState, run: Paused, now: number): number | null {
  const { estimateSeconds, progress } = unit;
  if (unit.state === 'waiting') return estimateSeconds;
  const elapsed = elapsedSeconds(unit, run, now);
  if (estimateSeconds !== null && elapsed < estimateSeconds)
    return estimateSeconds * (1 - (fractionOf(unit, run, now) ?? 0));
  if (!progress?.total || progress.done <= 0) return null;
  return elapsed * Math.max(0, progress.total / progress.done - 1);
}

const openStates = new Set<UnitState['state']>(['waiting', 'running']);
const isOpen = (unit: UnitState) => openStates.has(unit.state);

/** Who has command, for people: alice@pts/3 (interface, process 4711). */
export const holderName = ({ by, client, pid }: CommandHolder) => `${by} (${client}, process ${pid})`;

/** One sentence on how a run stands. */
export function summaryLine(state: RunState, now: number): string {
  if (state.summary !== null) return state.summary;
  const { done, total } = overall(state, now);
  const running = runningUnits(state).map((unit) => unit.unit);
  const failed = unitsOf(state).filter((unit) => unit.state === 'failed').length;
  const parts = [`${done} of ${total} units ended`];
  if (running.length > 0) parts.push(`running: ${running.join(', ')}`);
  if (failed > 0) parts.push(`${failed} failed`);
  const word = state.cancelling ? 'cancelling' : state.state;
  return `Run ${state.id} (${state.profile}) is ${word}: ${parts.join('; ')}.`;
}
