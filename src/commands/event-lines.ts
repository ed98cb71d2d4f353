import type { RunEvent, UnitError } from '../state/events.js';
import type { RunState, UnitState } from '../state/run-state.js';
import { elapsedSeconds, findUnit, holderName, overall, plannedUnits, runningUnits } from '../state/selectors.js';
import { shellWord } from '../state/shell-word.js';
import { clock, duration, type Paint, plural, progressText, stateStyle } from './words.js';

/** What an event is worth telling in a log that people read later: begins, ends, failures with their first error line. */
export function eventLines(event: RunEvent, state: RunState, paint: Paint): string[] {
  const time = paint('dim', clock(event.at));
  switch (event.type) {
    case 'run.started': {
      const { remainingSeconds } = overall(state, Date.parse(event.at));
      const about = remainingSeconds === null ? '' : `, about ${duration(remainingSeconds)}`;
      const units = plannedUnits(state).length;
      return [`${time} Run ${event.runId}: ${event.profile} into ${event.target}, ${plural(units, 'unit')}${about}.`];
    }
    case 'run.adopted':
      return [`${time} Run ${state.id} lost its runner: what still goes is followed to its end.`];
    case 'unit.started': {
      const estimate = findUnit(state, event.unit)?.estimateSeconds ?? null;
      return [`${time} ${event.unit}: started${estimate === null ? '' : ` (about ${duration(estimate)})`}`];
    }
    case 'unit.message':
      return [`${time} ${event.unit}: ${event.level === 'warning' ? paint('yellow', event.text) : event.text}`];
    case 'unit.finished':
      return finishedLines(event, findUnit(state, event.unit), time, paint);
    case 'run.paused':
      return [`${time} Paused by ${event.by}.`];
    case 'run.resumed':
      return [`${time} Resumed by ${event.by}.`];
    case 'run.cancelling':
      return [`${time} Cancelled by ${event.by}: ending what runs.`];
    case 'run.command':
      return [
        `${time} ${event.holder === null ? 'Nobody has command now' : `Command is with ${holderName(event.holder)}`}.`,
      ];
    case 'run.finished':
      return [`${time} ${paint(stateStyle(event.state), event.summary)}`];
    case 'unit.progress':
    case 'unit.usage':
      return [];
  }
}

function finishedLines(
  event: Extract<RunEvent, { type: 'unit.finished' }>,
  unit: UnitState | undefined,
  time: string,
  paint: Paint,
): string[] {
  const took = event.exitCode === null && event.signal === null ? '' : ` after ${duration(event.durationSeconds)}`;
  const head = `${time} ${event.unit}: ${paint(stateStyle(event.result), event.result)}${took}`;
  if (event.result !== 'failed' && event.result !== 'interrupted')
    return [event.error ? `${head}: ${event.error.message}` : head];
  return [head, ...(event.error ? errorLines(event.error, unit?.log ?? null).map((line) => `    ${line}`) : [])];
}

/** Why a unit failed, where to look and what to type. */
export function errorLines(error: UnitError, log: string | null): string[] {
  const first = error.line === null ? [] : [`${log === null ? '' : `${log}:${error.lineNumber ?? ''} `}${error.line}`];
  return [error.message, ...first, ...(log === null ? [] : [`log: less ${shellWord(log)}`]), `again: ${error.rerun}`];
}

/** What runs now and since when, for a log in which nothing has happened for a while. */
export function heartbeat(state: RunState, now: number): string {
  const units = runningUnits(state).map((unit) => {
    const output = unit.usage?.lastOutputAt;
    const age = output ? `last output ${duration((now - Date.parse(output)) / 1000)} ago` : 'no output yet';
    const details = [duration(elapsedSeconds(unit, state, now)), progressText(unit), age].filter(Boolean);
    return `${unit.unit} (${details.join(', ')})`;
  });
  const word = state.state === 'paused' ? 'paused' : 'running';
  return `${clock(new Date(now).toISOString())} ${word}: ${units.join('; ') || 'nothing yet'}`;
}
