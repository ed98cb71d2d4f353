import type { Binding } from '../keymap.js';
import { currentSetting, settingLocked } from '../settings.js';

export type SettingsCommand = 'changeSetting' | 'resetSetting';

export const settingsKeys: Binding[] = [
  {
    command: 'changeSetting',
    keys: ['enter', 'space', 'right'],
    screens: ['settings'],
    hint: 'change',
    help: 'change the setting',
    disabled: settingLocked,
  },
  {
    command: 'resetSetting',
    keys: ['backspace', 'x'],
    screens: ['settings'],
    hint: 'default',
    help: 'back to the default',
    disabled: (model) =>
      settingLocked(model) ?? (currentSetting(model)?.from === 'default' ? 'This is the default.' : null),
  },
];
