import { ExitCode } from '../host/errors.js';
import { follow, latestRun } from '../runner/client.js';
import type { RunState, UnitState } from '../state/run-state.js';
import { elapsedSeconds, holderName, ownPart, runningUnits, summaryLine, waitsItsTurn } from '../state/selectors.js';
import { errorLines } from './event-lines.js';
import { createFooter } from './footer.js';
import { statusDocument } from './status-document.js';
import type { Command, CommandIo, CommonOptions } from './types.js';
import { isTerminal } from './watch-run.js';
import { duration, type Paint, paint, progressText, stateStyle, table } from './words.js';

const CHANGE_MS = 1000;

/** How the newest run stands; with `--watch` again whenever it changes. */
export const command: Command<{ watch?: boolean }> = async (io, options) => {
  const root = io.deployRoot();
  const state = latestRun(root);
  if (!options.watch || state === null || state.endedAt !== null || state.state === 'interrupted') {
    show(io, options, state);
    return ExitCode.ok;
  }
  await watch(io, options, root, state.id);
  return ExitCode.ok;
};

async function watch(io: CommandIo, options: CommonOptions, root: string, runId: string): Promise<void> {
  const signal = io.interruptible();
  const footer = isTerminal(io) && !options.json ? createFooter(io.stdout) : null;
  let last: RunState | null = null;
  let shown: RunState | null = null;
  const display = () => {
    if (last === null || (last === shown && footer === null)) return;
    if (footer) footer.draw([], statusLines(last, Date.now(), paint(options.color)));
    else show(io, options, last);
    shown = last;
  };
  const timer = setInterval(display, CHANGE_MS);
  try {
    for await (const step of follow(root, runId, signal)) last = step.state;
  } finally {
    clearInterval(timer);
  }
  display();
}

function show(io: CommandIo, options: CommonOptions, state: RunState | null): void {
  if (options.json) io.json(statusDocument(state));
  else if (state === null) io.line('Nothing has run here yet: `smechdeploy-tui run` starts.');
  else if (options.quiet) io.line(summaryLine(state, Date.now()));
  else
    for (const line of statusLines(state, Date.now(), paint(options.color && io.stdout.isTTY === true))) io.line(line);
}

function statusLines(state: RunState, now: number, color: Paint): string[] {
  const phases = state.phases.map((phase) => (waitsItsTurn(phase) ? ownPart(phase) : phase));
  const units = [...(state.sources ? [state.sources] : []), ...phases].filter((unit) => unit.state !== 'idle');
  const rows = table(units.map((unit) => [unit.state, unit.unit, time(unit, state, now), progressText(unit)]));
  const running = runningUnits(state).filter((unit) => unit.unit.includes('/'));
  const failed = [...(state.sources ? [state.sources] : []), ...state.phases].filter(
    (unit) => unit.error !== null && unit.state === 'failed',
  );
  return [
    summaryLine(state, now),
    `target ${state.target}, started ${state.startedAt}`,
    ...(state.commander ? [`command: ${holderName(state.commander)}`] : []),
    ...rows.map((row, index) => color(stateStyle(units[index]?.state ?? ''), row)),
    ...running.map((unit) => `running ${unit.unit} ${time(unit, state, now)} ${progressText(unit)}`.trimEnd()),
    ...failed.flatMap((unit) => (unit.error ? errorLines(unit.error, logOf(unit)) : [])),
  ];
}

const time = (unit: UnitState, run: RunState, now: number) =>
  unit.startedAt === null ? '' : duration(elapsedSeconds(unit, run, now));

/** A phase that failed by its recipe has that recipe's error, and so its log. */
function logOf(unit: UnitState & { recipes?: UnitState[] }): string | null {
  return unit.recipes?.find((recipe) => recipe.state === 'failed')?.log ?? unit.log;
}
