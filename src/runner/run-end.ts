import prettyMilliseconds from 'pretty-ms';
import { ExitCode } from '../host/errors.js';
import type { RunEvent, UnitResult } from '../state/events.js';
import { someOf } from '../state/some-of.js';
import type { UnitsEnd } from './run-units.js';

type Finished = Extract<RunEvent, { type: 'run.finished' }>;

/** How a run ended, in one sentence and one exit code. */
export function runEnd(
  { results, failedWith }: UnitsEnd,
  cancelled: boolean,
  planned: number,
  seconds: number,
  artifacts: string[],
): Omit<Finished, 'at' | 'type'> {
  // Rounded as everywhere else; what took less than a second is told in milliseconds.
  const took = prettyMilliseconds(seconds < 1 ? seconds * 1000 : Math.round(seconds) * 1000, { unitCount: 2 });
  const of = (...wanted: UnitResult[]) =>
    [...results].flatMap(([unit, result]) => (wanted.includes(result) ? [unit] : []));
  const bad = of('failed', 'interrupted');
  const done = of('done').length;
  // A cancel that came when all was done changed nothing.
  if (cancelled && of('done', 'fresh', 'cached').length < planned) {
    return {
      state: 'cancelled',
      exitCode: ExitCode.cancelled,
      summary: `Cancelled after ${took}; ${units(done)} ended well before.`,
      artifacts,
    };
  }
  if (failedWith !== null) {
    const summary = `Failed after ${took}: ${someOf(bad)}${blockedText(of('blocked'))}; ${units(done)} ended well.`;
    return { state: 'failed', exitCode: failedWith, summary, artifacts };
  }
  const reused = of('fresh', 'cached').length;
  const made = artifacts.length === 0 ? '' : `; made ${artifacts.join(', ')}`;
  return {
    state: 'done',
    exitCode: ExitCode.ok,
    summary: `Done in ${took}${without(of('skipped'), of('blocked').length)}: ${units(done)} ran, ${reused === 0 ? 'none' : reused} taken as before${made}.`,
    artifacts,
  };
}

const blockedText = (blocked: string[]) => (blocked.length === 0 ? '' : `; blocked: ${someOf(blocked)}`);

/** What was left out because the operator wanted it so. */
const without = (skipped: string[], blocked: number) =>
  skipped.length === 0
    ? ''
    : ` without ${skipped.join(', ')}${blocked === 0 ? '' : ` and ${units(blocked)} in need of that`}`;

const units = (count: number) => `${count} ${count === 1 ? 'unit' : 'units'}`;
