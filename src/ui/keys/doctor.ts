import { packagesToInstall } from '../doctor.js';
import type { Binding } from '../keymap.js';
import type { Model } from '../model.js';

export type DoctorCommand = 'fix' | 'lookAgain';

const looking = (model: Model) => (model.doctor.looking ? 'This machine is being looked at.' : null);

export const doctorKeys: Binding[] = [
  {
    command: 'fix',
    keys: ['f'],
    screens: ['doctor'],
    hint: 'fix',
    help: 'install what is missing, on this terminal',
    disabled: (model) =>
      looking(model) ?? (packagesToInstall(model).length > 0 ? null : 'Nothing is missing that apt could install.'),
  },
  {
    command: 'lookAgain',
    keys: ['ctrl-r', 'r'],
    screens: ['doctor'],
    hint: 'look again',
    help: 'look again',
    disabled: looking,
  },
];
