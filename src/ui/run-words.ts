import { workedSeconds } from '../state/pauses.js';
import type { PhaseState, RunState, UnitState } from '../state/run-state.js';
import { elapsedSeconds, holderName, isLive, overall, waitsItsTurn } from '../state/selectors.js';
import { timeLeft } from '../state/time-left.js';
import { bytes, clock } from './format.js';

/** Without output for longer than this a unit may hang: it is pointed out. */
const SILENT_SECONDS = 300;

/** How long it runs already, and against what it took before. */
export function times(unit: UnitState, run: RunState, now: number, short: boolean): string {
  const { estimateSeconds } = unit;
  if (unit.startedAt === null)
    return estimateSeconds === null || unit.state !== 'waiting' ? '' : `~${clock(estimateSeconds)}`;
  const elapsed = elapsedSeconds(unit, run, now);
  if (unit.state !== 'running' || estimateSeconds === null) return clock(elapsed);
  const over = elapsed > estimateSeconds;
  const between = short ? (over ? '>~' : '/~') : over ? ' over ~' : ' of ~';
  return `${clock(elapsed)}${between}${clock(estimateSeconds)}`;
}

/** Seconds from the first start to the last end of what ran, without pauses; null where nothing did. */
export function spanSeconds(units: UnitState[], { pauses }: Pick<RunState, 'pauses'>): number | null {
  const ran = units.flatMap(({ startedAt, endedAt }) =>
    startedAt === null || endedAt === null ? [] : [{ startedAt, endedAt }],
  );
  if (ran.length === 0) return null;
  const ends = ran.map(({ endedAt }) => Date.parse(endedAt));
  const starts = ran.map(({ startedAt }) => Date.parse(startedAt));
  return workedSeconds(Math.min(...starts), Math.max(...ends), pauses);
}

/** How the run as a whole stands: `12/40 units, 1:02:45 elapsed, about 3:10:00 left`. */
export function progressWords(run: RunState, now: number): string {
  const whole = overall(run, now);
  const head = `${whole.done}/${whole.total} units, ${clock(elapsedSeconds(run, run, now))} elapsed`;
  if (!isLive(run)) return head;
  return `${head}, ${timeLeft(whole, clock)}`;
}

/** Who may pause and resume, as seen by the client with this process id. */
export function commandWords({ commander }: RunState, self: number): string {
  if (commander === null) return '';
  return commander.pid === self ? 'You have command' : `Command: ${holderName(commander)}`;
}

export interface Words {
  text: string;
  /** Something that an operator should look at. */
  alarming: boolean;
}

/** What a unit uses, while it runs; how it ended, afterwards. */
export function figures(unit: UnitState, { pauses }: RunState, now: number): Words {
  if (unit.state !== 'running') return { text: ending(unit), alarming: false };
  const { usage } = unit;
  if (usage === null) return { text: 'nothing measured yet', alarming: false };
  const last = usage.lastOutputAt === null ? null : Date.parse(usage.lastOutputAt);
  // Nothing is said while it is paused: that alarms nobody.
  const silent = last === null ? 0 : workedSeconds(last, now, pauses);
  const parts = [
    last === null ? 'no output yet' : `last output ${clock((now - last) / 1000)} ago`,
    `CPU ${clock(usage.cpuSeconds)}${usage.processors === null ? '' : ` (${usage.processors.toFixed(1)} busy)`}`,
    `memory ${bytes(usage.memoryBytes)}`,
    ...(usage.writtenBytes === null ? [] : [`${bytes(usage.writtenBytes)} written`]),
  ];
  return { text: parts.join(', '), alarming: silent > SILENT_SECONDS };
}

function ending(unit: UnitState): string {
  const took = unit.durationSeconds === null ? '' : ` after ${clock(unit.durationSeconds)}`;
  const exit = unit.exitCode ? `, exit code ${unit.exitCode}` : '';
  const warning = unit.messages.findLast(({ level }) => level === 'warning');
  return `${unit.state}${took}${exit}${warning ? `; ${warning.text}` : ''}`;
}

/** What a line says beside its bar, in `room` cells as far as that goes: figures before words. */
export function labelOf(unit: UnitState, phase: PhaseState | null, room: number): string {
  const label = wholeLabel(unit, phase);
  const figures = label.replace(/(\d+) of (\d+)/, '$1/$2');
  return [label, figures].find((text) => text.length <= room) ?? /\d+\/\d+/.exec(figures)?.[0] ?? label;
}

function wholeLabel(unit: UnitState, phase: PhaseState | null): string {
  if (unit.error && unit.state !== 'running') return unit.error.line ?? unit.error.message;
  if (unit.state === 'running' && unit.progress?.label) return unit.progress.label;
  if (phase && waitsItsTurn(phase)) return 'waits';
  const parts = phase?.recipes.filter((recipe) => recipe.state !== 'idle') ?? [];
  const ended = parts.filter((recipe) => recipe.endedAt !== null).length;
  if (unit.state === 'running' && parts.length > 0) return `${ended} of ${parts.length} recipes`;
  return phase && phase.prebuilt.length > 0 ? 'prebuilt parts' : '';
}

/** The one thing to know about a run beside its figures: why it failed, what is fetched, how it ended, where it goes. */
export function newsOf(run: RunState): Words {
  const failed = run.phases
    .flatMap((phase) => [...phase.recipes, phase])
    .find((unit) => unit.state === 'failed' && unit.error);
  if (run.state === 'interrupted') return { text: run.summary ?? 'Interrupted.', alarming: true };
  if (failed?.error) {
    return { text: `${failed.unit}: ${failed.error.line ?? failed.error.message}`, alarming: true };
  }
  if (run.sources?.state === 'running')
    return { text: `Fetching: ${run.sources.progress?.label ?? ''}`, alarming: false };
  if (run.sources?.state === 'failed')
    return { text: run.sources.error?.message ?? 'Fetching failed.', alarming: true };
  return { text: run.summary ?? `Target: ${run.target}`, alarming: false };
}
