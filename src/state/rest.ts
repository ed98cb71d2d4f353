import type { RunState, UnitState } from './run-state.js';
import { unitsAtOnce } from './schedule.js';
import { wallSeconds } from './simulate.js';

/**
 * The wall time that these units still take, each as long as is said, played with the runner's own scheduler. Where a journal does not
 * say what needs what, they are taken one after the other.
 */
export function wallOfRest(state: RunState, open: { unit: UnitState; seconds: number }[]): number {
  const fetching = open.find(({ unit }) => unit === state.sources);
  const known = Object.keys(state.needs).length > 0;
  const timed = open
    .filter((one) => one !== fetching)
    .map(({ unit, seconds }) => ({
      unit: unit.unit,
      kind: unit.unit.includes('/') ? ('recipe' as const) : ('phase' as const),
      needs: state.needs[unit.unit] ?? [],
      running: unit.state === 'running',
      seconds,
    }));
  return (fetching?.seconds ?? 0) + wallSeconds(timed, known ? unitsAtOnce(state) : 1);
}
