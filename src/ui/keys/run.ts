import { SOURCES_UNIT } from '../../state/reduce.js';
import { isLive, unitsToRebuild } from '../../state/selectors.js';
import type { Binding } from '../keymap.js';
import type { Model } from '../model.js';
import { staleNames } from '../ticks.js';
import { failureAtCursor, shownFailure } from '../watch.js';

/** What keys do to a run and on the card of a failure. */
export type RunCommand =
  | 'pause'
  | 'cancel'
  | 'run.command'
  | 'run.goOn'
  | 'run.rebuild'
  | 'run.fold'
  | 'run.follow'
  | 'run.failure'
  | 'failure.retry'
  | 'failure.skip'
  | 'failure.shell'
  | 'failure.copy'
  | 'failure.next'
  | 'failure.log';

const noRun = ({ run }: Model) => (isLive(run) ? null : 'No run is going on.');
const nothing = ({ run }: Model) => (run ? null : 'Nothing has run in this deploy root yet.');
const noFailure = (model: Model) => (failureAtCursor(model) ? null : 'Nothing has failed in this run.');
const goesOn = ({ run, busy }: Model) =>
  isLive(run) ? `Run ${run.id} is going on: cancel it with c, or wait.` : busy ? `${busy}: wait a moment.` : null;

/** Also after a run that is done: a retry of one unit leaves what comes after it. */
function startsAgain(model: Model): string | null {
  const { run, plan } = model;
  const isWhole = run?.state === 'done' && staleNames(plan?.phases ?? []).length === 0;
  return nothing(model) ?? goesOn(model) ?? (isWhole ? 'The run is done: choose phases with esc.' : null);
}

function rebuildsNothing(model: Model): string | null {
  const { run } = model;
  return (
    nothing(model) ?? goesOn(model) ?? (run && unitsToRebuild(run).length === 0 ? 'Nothing failed in this run.' : null)
  );
}

const noCommand = (model: Model) =>
  shownFailure(model)?.error?.step ? null : 'It failed before it had started a command.';

export const runKeys: Binding[] = [
  {
    command: 'run.failure',
    keys: ['e'],
    screens: ['run', 'phases'],
    hint: 'why',
    help: 'why the unit failed, and what to do',
    disabled: noFailure,
  },
  {
    command: 'run.goOn',
    keys: ['s'],
    screens: ['run'],
    hint: 'go on',
    help: 'start again with all that is stale',
    disabled: startsAgain,
  },
  {
    command: 'run.rebuild',
    keys: ['b'],
    screens: ['run'],
    help: 'rebuild what failed or was blocked by that, with what it needs, and nothing else',
    disabled: rebuildsNothing,
  },
  {
    command: 'pause',
    keys: ['z'],
    screens: ['run'],
    hint: 'pause',
    help: 'pause the run, or go on with it',
    disabled: noRun,
  },
  {
    command: 'cancel',
    keys: ['c'],
    screens: ['run'],
    hint: 'cancel',
    help: 'cancel the run; what is finished stays',
    disabled: noRun,
  },
  {
    command: 'run.command',
    keys: ['m'],
    screens: ['run'],
    help: 'take command of the run, or give it back: who has it may pause and resume',
    disabled: noRun,
  },
  {
    command: 'run.fold',
    keys: ['space'],
    screens: ['run'],
    help: 'show or fold the phases that are done',
    disabled: nothing,
  },
  { command: 'run.follow', keys: ['f'], screens: ['run'], help: 'back to what runs', disabled: nothing },
  {
    command: 'failure.retry',
    keys: ['r'],
    screens: ['failure'],
    hint: 'retry',
    help: 'run exactly this unit again',
    disabled: goesOn,
  },
  {
    command: 'failure.skip',
    keys: ['c'],
    screens: ['failure'],
    hint: 'continue without',
    help: 'run the rest that does not need it',
    disabled: (model) =>
      goesOn(model) ?? (model.watch.failure === SOURCES_UNIT ? 'Nothing can be built without its sources.' : null),
  },
  {
    command: 'failure.shell',
    keys: ['s'],
    screens: ['failure'],
    hint: 'shell',
    help: 'a shell in the build folder with its variables',
    disabled: noCommand,
  },
  {
    command: 'failure.log',
    keys: ['enter', 'l'],
    screens: ['failure'],
    hint: 'log',
    help: 'its whole log',
    disabled: (model) => (shownFailure(model)?.log ? null : 'It failed before it had a log.'),
  },
  {
    command: 'failure.copy',
    keys: ['y'],
    screens: ['failure'],
    hint: 'copy command',
    help: 'copy the command that runs it again to the clipboard of the terminal',
  },
  {
    command: 'failure.next',
    keys: ['n'],
    screens: ['failure'],
    help: 'the next failure',
  },
];
