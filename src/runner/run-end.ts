import prettyMilliseconds from 'pretty-ms';
import { ExitCode } from '../host/errors.js';
import type { RunEvent, UnitResult } from '../state/events.js';
import type { UnitsEnd } from './run-units.js';

type Finished = Extract<RunEvent, { type: 'run.finished' }>;

/** How a run ended, in one sentence and one exit code. */
export function runEnd(
  { results, failedWith }: UnitsEnd,
  cancelled: boolean,
  seconds: number,
  artifacts: string[],
): Omit<Finished, 'at' | 'type'> {
  const took = prettyMilliseconds(seconds * 1000, { unitCount: 2, secondsDecimalDigits: 0 });
  const of = (...wanted: UnitResult[]) =>
    [...results].flatMap(([unit, result]) => (wanted.includes(result) ? [unit] : []));
  const bad = of('failed', 'interrupted');
  const done = of('done').length;
  if (cancelled && bad.length === 0) {
    return {
      state: 'cancelled',
      exitCode: ExitCode.cancelled,
      summary: `Cancelled after ${took}; ${done} units ended well before.`,
      artifacts,
    };
  }
  if (failedWith !== null) {
    const summary = `Failed after ${took}: ${bad.join(', ')}; ${done} units ended well.`;
    return { state: 'failed', exitCode: failedWith, summary, artifacts };
  }
  const reused = of('fresh', 'cached').length;
  const made = artifacts.length === 0 ? '' : `; made ${artifacts.join(', ')}`;
  return {
    state: 'done',
    exitCode: ExitCode.ok,
    summary: `Done in ${took}: ${done} units ran, ${reused} were taken as they were${made}.`,
    artifacts,
  };
}
