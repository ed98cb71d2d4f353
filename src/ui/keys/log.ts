import { unitsOf } from '../../state/selectors.js';
import type { Binding } from '../keymap.js';
import type { Model } from '../model.js';

/** What keys do on the screen of a log, beside moving about. */
export type LogCommand =
  | 'log.search'
  | 'log.next'
  | 'log.previous'
  | 'log.nextError'
  | 'log.previousError'
  | 'log.goto'
  | 'log.wrap'
  | 'log.follow'
  | 'log.left'
  | 'log.right'
  | 'log.pager'
  | 'log.nextUnit'
  | 'log.previousUnit'
  | 'log.back';

const screens = ['log'] as const;
const noLog = (model: Model) => (model.logView ? null : 'There is no log yet.');
const noQuery = (model: Model) =>
  noLog(model) ?? (model.logView?.query ? null : 'Nothing was searched yet: / searches.');
const wrapped = (model: Model) => noLog(model) ?? (model.logView?.wrap ? 'Lines are wrapped: w cuts them.' : null);
const alone = (model: Model) => (unitsWithLog(model).length > 1 ? null : 'No other unit of this run has a log.');

/** Units that have a log, in the order in which they run: of the run whose log is looked at, which may be an earlier one. */
export function unitsWithLog({ run, history, logView }: Model): { unit: string; file: string }[] {
  const logsOf = (units: { unit: string; log: string | null }[]) =>
    units.flatMap(({ unit, log }) => (log === null ? [] : [{ unit, file: log }]));
  const earlier = logsOf(history.chosen?.units ?? []);
  const isEarlier = earlier.some(({ file }) => file === logView?.file);
  return isEarlier ? earlier : logsOf(run ? unitsOf(run) : []);
}

export const logKeys: Binding[] = [
  { command: 'log.search', keys: ['/'], screens, hint: 'search', help: 'search for text', disabled: noLog },
  { command: 'log.next', keys: ['n'], screens, hint: 'next', help: 'next match', disabled: noQuery },
  { command: 'log.previous', keys: ['N'], screens, help: 'match before', disabled: noQuery },
  { command: 'log.nextError', keys: ['e'], screens, hint: 'error', help: 'next error', disabled: noLog },
  { command: 'log.previousError', keys: ['E'], screens, help: 'error before', disabled: noLog },
  { command: 'log.follow', keys: ['f'], screens, hint: 'follow', help: 'follow the end or stop it', disabled: noLog },
  { command: 'log.wrap', keys: ['w'], screens, hint: 'wrap', help: 'wrap long lines or cut them', disabled: noLog },
  {
    command: 'log.goto',
    keys: ['#', '%'],
    screens,
    help: 'go to a line, or to a per cent of the log',
    disabled: noLog,
  },
  { command: 'log.nextUnit', keys: [']'], screens, hint: 'next log', help: 'log of the next unit', disabled: alone },
  { command: 'log.previousUnit', keys: ['['], screens, help: 'log of the unit before', disabled: alone },
  { command: 'log.pager', keys: ['v'], screens, hint: 'pager', help: 'open the file in $PAGER', disabled: noLog },
  { command: 'log.left', keys: ['left'], screens, help: 'half a screen to the left', disabled: wrapped },
  { command: 'log.right', keys: ['right'], screens, help: 'half a screen to the right', disabled: wrapped },
  { command: 'pageDown', keys: ['pagedown', 'ctrl-f', 'space'], screens, help: 'a screen on' },
  { command: 'pageUp', keys: ['pageup', 'ctrl-b', 'b'], screens, help: 'a screen back' },
  { command: 'last', keys: ['G', 'end'], screens, help: 'last line, and follow' },
  { command: 'log.back', keys: ['esc'], screens, hint: 'back', help: 'stop a search, or back' },
];
