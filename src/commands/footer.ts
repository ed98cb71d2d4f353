import sliceAnsi from 'slice-ansi';
import type { RunState, UnitState } from '../state/run-state.js';
import { elapsedSeconds, fractionOf, overall, runningUnits } from '../state/selectors.js';
import { timeLeft } from '../state/time-left.js';
import type { Output } from './types.js';
import { duration, type Paint, progressText } from './words.js';

const BAR = 20;

/** The lines under a run's log on a terminal: how far it is, then what runs. */
export function footerLines(state: RunState, now: number, hint: string, paint: Paint): string[] {
  const whole = overall(state, now);
  const word = state.cancelling ? 'cancelling' : state.state;
  const command = state.commander === null ? '' : `, command: ${state.commander.by}`;
  const head = `${bar(whole.fraction, paint)} ${whole.done}/${whole.total} ${word}, ${duration(elapsedSeconds(state, state, now))}, ${timeLeft(whole, duration)}${command}`;
  return ['', head, ...runningUnits(state).map((unit) => unitLine(unit, state, now, paint)), paint('dim', hint)];
}

function unitLine(unit: UnitState, run: RunState, now: number, paint: Paint): string {
  const estimate = unit.estimateSeconds === null ? '' : ` of ${duration(unit.estimateSeconds)}`;
  const elapsed = `${duration(elapsedSeconds(unit, run, now))}${estimate}`;
  return `${bar(fractionOf(unit, run, now), paint)} ${paint('bold', unit.unit)} ${elapsed} ${paint('dim', progressText(unit))}`;
}

/** Empty where it can't be told how far it is. */
function bar(fraction: number | null, paint: Paint): string {
  const full = Math.round((fraction ?? 0) * BAR);
  return `${paint('cyan', '━'.repeat(full))}${paint('dim', (fraction === null ? '╌' : '─').repeat(BAR - full))}`;
}

/** Keeps lines at the bottom of a terminal while others scroll above them. Each change is one write, and an unchanged footer none. */
export function createFooter(output: Output) {
  let shown: string[] = [];
  const clear = () => (shown.length === 0 ? '' : `\r\x1b[${shown.length}A\x1b[J`);
  return {
    /** Lines above the footer, then the footer, cut to the terminal's width so that each is one line there. */
    draw: (above: string[], footer: string[]) => {
      const width = (output.columns ?? 80) - 1;
      const lines = footer.map((line) => sliceAnsi(line, 0, width));
      if (above.length === 0 && lines.join('\n') === shown.join('\n')) return;
      const text = [...above, ...lines].map((line) => `${line}\n`).join('');
      output.write(clear() + text);
      shown = lines;
    },
    /** Leaves nothing of the footer. */
    clear: () => {
      output.write(clear());
      shown = [];
    },
  };
}
