import { findScreens } from './find.js';
import { type DoctorCommand, doctorKeys } from './keys/doctor.js';
import { type HistoryCommand, historyKeys } from './keys/history.js';
import { type LogCommand, logKeys } from './keys/log.js';
import { type PhaseCommand, phaseKeys } from './keys/phases.js';
import { type RunCommand, runKeys } from './keys/run.js';
import { type SettingsCommand, settingsKeys } from './keys/settings.js';
import type { Model, Screen } from './model.js';
import { innerScreens, type MainScreen, mainScreens } from './screens.js';
import { watchedUnit } from './watch.js';

export type Command =
  | PhaseCommand
  | 'down'
  | 'up'
  | 'pageDown'
  | 'pageUp'
  | 'first'
  | 'last'
  | 'showRun'
  | 'showPhases'
  | 'showLog'
  | RunCommand
  | 'pick'
  | DoctorCommand
  | HistoryCommand
  | SettingsCommand
  | `go.${MainScreen}`
  | 'nextScreen'
  | 'previousScreen'
  | 'palette'
  | 'find'
  | 'help'
  | 'back'
  | 'leave'
  | 'refresh'
  | 'plain'
  | LogCommand;

export interface Binding {
  command: Command;
  /** As keyName() spells them. */
  keys: string[];
  screens: readonly Screen[];
  /** For the last line; without it the key stands in the help only. */
  hint?: string;
  help: string;
  /** Why the key does nothing now; null: it works. */
  disabled?: (model: Model) => string | null;
}

const everywhere: Screen[] = [...mainScreens, ...innerScreens];
const lists = everywhere.filter((screen) => screen !== 'log');
const outsideHelp = everywhere.filter((screen) => screen !== 'help');

/** All keys, as data: the hints, the help and the dispatch come from here. The first binding that fits wins. */
const bindings: Binding[] = [
  ...phaseKeys,
  ...logKeys,
  { command: 'pick', keys: ['enter', 'space'], screens: ['profile'], hint: 'choose', help: 'choose this profile' },
  {
    command: 'showRun',
    keys: ['r'],
    screens: ['phases'],
    hint: 'run',
    help: 'watch the newest run',
    disabled: (model) => (model.run ? null : 'Nothing has run in this deploy root yet.'),
  },
  {
    command: 'showLog',
    keys: ['enter', 'l'],
    screens: ['run'],
    hint: 'log',
    help: 'the whole log of the unit',
    disabled: (model) => (watchedUnit(model) ? null : 'There is no log yet.'),
  },
  ...runKeys,
  { command: 'showPhases', keys: ['esc'], screens: ['run'], hint: 'phases', help: 'the list of phases' },
  { command: 'refresh', keys: ['ctrl-r'], screens: ['phases'], help: 'work out the plan again' },
  ...doctorKeys,
  ...historyKeys,
  ...settingsKeys,
  { command: 'down', keys: ['down', 'j'], screens: everywhere, help: 'next line' },
  { command: 'up', keys: ['up', 'k'], screens: everywhere, help: 'line before' },
  { command: 'pageDown', keys: ['pagedown', 'ctrl-f'], screens: lists, help: 'ten lines on' },
  { command: 'pageUp', keys: ['pageup', 'ctrl-b'], screens: lists, help: 'ten lines back' },
  { command: 'first', keys: ['g', 'home'], screens: everywhere, help: 'first line' },
  { command: 'last', keys: ['G', 'end'], screens: lists, help: 'last line' },
  {
    command: 'back',
    keys: ['esc'],
    screens: ['profile', 'phase', 'failure', 'history', 'historyRun', 'doctor', 'settings', 'help'],
    hint: 'back',
    help: 'back',
  },
  ...mainScreens.map(
    (screen, index): Binding => ({
      command: `go.${screen}`,
      keys: [String(index + 1)],
      screens: outsideHelp,
      help: `go to the screen "${screen}"`,
      disabled: (model) => (model.screen === screen ? 'It is shown.' : null),
    }),
  ),
  { command: 'nextScreen', keys: ['tab'], screens: everywhere, help: 'next screen' },
  { command: 'previousScreen', keys: ['shift-tab'], screens: everywhere, help: 'screen before' },
  { command: 'plain', keys: ['o'], screens: everywhere, help: 'plain text, to select with the terminal' },
  { command: 'palette', keys: [':'], screens: outsideHelp, hint: 'do', help: 'all commands by name' },
  { command: 'find', keys: ['/'], screens: findScreens, help: 'jump to a line by its name' },
  { command: 'help', keys: ['?'], screens: outsideHelp, hint: 'help', help: 'all keys' },
  { command: 'leave', keys: ['q', 'ctrl-c'], screens: everywhere, hint: 'leave', help: 'leave; a run goes on' },
];

export const bindingsFor = (screen: Screen): Binding[] =>
  bindings.filter((binding) => binding.screens.includes(screen));

export const findBinding = (screen: Screen, key: string): Binding | undefined =>
  bindingsFor(screen).find((binding) => binding.keys.includes(key));
