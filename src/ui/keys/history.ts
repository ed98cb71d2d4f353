import { runAtCursor, unitAtCursor } from '../history.js';
import type { Binding } from '../keymap.js';

export type HistoryCommand = 'openRun' | 'openUnitLog' | 'refreshHistory';

export const historyKeys: Binding[] = [
  {
    command: 'openRun',
    keys: ['enter', 'l'],
    screens: ['history'],
    hint: 'units',
    help: 'what each unit of the run took',
    disabled: (model) => (runAtCursor(model) ? null : 'Nothing has run in this deploy root yet.'),
  },
  {
    command: 'openUnitLog',
    keys: ['enter', 'l'],
    screens: ['historyRun'],
    hint: 'log',
    help: 'the whole log of the unit',
    disabled: (model) => (unitAtCursor(model)?.log ? null : 'This unit did not run, it has no log.'),
  },
  { command: 'refreshHistory', keys: ['ctrl-r'], screens: ['history', 'historyRun'], help: 'read again' },
];
