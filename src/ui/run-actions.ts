import type { RunState } from '../state/run-state.js';
import { unitsToRebuild } from '../state/selectors.js';
import { sentenceOf } from '../state/sentence-of.js';
import type { Backend, StartRequest } from './backend.js';
import type { RunCommand } from './keys/run.js';
import type { OpenedLog } from './log/control.js';
import { copySignal } from './signals.js';
import type { Store } from './store.js';
import type { Terminal } from './terminal.js';
import { failedUnits, failureAtCursor, shownFailure } from './watch.js';

interface Means {
  /** Shows what is being done until it is; a failure becomes a notice. */
  busy: (text: string, work: () => Promise<void>) => Promise<void>;
  openLog: (log: OpenedLog) => void;
  terminal: Terminal;
}

/** What keys do to a run and on the card of a failure. */
export function createRunActions(
  store: Store,
  backend: Backend,
  { busy, openLog, terminal }: Means,
): Record<RunCommand, () => void> {
  const { dispatch } = store;
  const run = () => store.current().run;
  const start = ({ profile, target }: RunState, more: Pick<StartRequest, 'phases' | 'modules' | 'skip'>) =>
    void busy('Starting', () => backend.start({ profile, target, ...more }));

  return {
    pause: () => {
      const paused = run()?.state === 'paused';
      void busy(paused ? 'Going on' : 'Pausing', () => backend.command(paused ? 'resume' : 'pause'));
    },
    cancel: () => dispatch({ type: 'confirm', question: 'cancel' }),
    'run.command': () => {
      const mine = run()?.commander?.pid === store.current().self;
      void busy(mine ? 'Giving command back' : 'Taking command', () => backend.command(mine ? 'release' : 'take'));
    },
    'run.goOn': () => {
      const before = run();
      if (before) start(before, { phases: [] });
    },
    'run.rebuild': () => {
      const before = run();
      if (before) start(before, { phases: [], modules: unitsToRebuild(before) });
    },
    'run.fold': () => dispatch({ type: 'watch.fold' }),
    'run.follow': () => dispatch({ type: 'watch.follow' }),
    'run.failure': () => {
      const unit = failureAtCursor(store.current());
      if (!unit) return;
      dispatch({ type: 'show', screen: 'failure' });
      dispatch({ type: 'failure.show', unit: unit.unit });
    },
    'failure.retry': () => {
      const [before, unit] = [run(), shownFailure(store.current())];
      // Fetching is no phase: what is left of it is part of any run.
      if (before && unit) start(before, { phases: unit === before.sources ? [] : [unit.unit] });
    },
    'failure.skip': () => {
      const before = run();
      if (before) start(before, { phases: [], skip: failedUnits(before).map((unit) => unit.unit) });
    },
    'failure.shell': () => {
      const unit = shownFailure(store.current());
      const step = unit?.error?.step;
      if (unit && step) void terminal.lend((signal) => backend.shell({ unit: unit.unit, step }, signal)).catch(report);
    },
    'failure.log': () => {
      const unit = shownFailure(store.current());
      if (unit?.log) openLog({ unit: unit.unit, file: unit.log, failed: true });
    },
    'failure.copy': () => {
      const rerun = shownFailure(store.current())?.error?.rerun;
      if (rerun === undefined) return;
      terminal.write(copySignal(rerun));
      dispatch({
        type: 'notice',
        level: 'info',
        text: 'Sent to the clipboard, where the terminal allows that (OSC 52).',
      });
    },
    'failure.next': () => dispatch({ type: 'failure.next' }),
  };

  function report(error: unknown): void {
    dispatch({ type: 'notice', level: 'error', text: sentenceOf(error) });
  }
}
