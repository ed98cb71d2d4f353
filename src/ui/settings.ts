import type { Preferences } from '../state/preferences.js';
import type { Model } from './model.js';

/** What all operators of the deploy root share, and what holds where nothing is set. */
export interface SharedSettings {
  /** smechdeploy.json. */
  file: string;
  /** The operator's own. */
  defaultJobs: number;
  /** --jobs, for this session. */
  jobsFlag: number | null;
  mirrors: string[];
  versions: string[];
  imageSizes: string;
}

export interface SettingRow {
  name: string;
  label: string;
  value: string;
  /** Where it is set. */
  from: string;
  help: string;
  /** A value to type, the next one of a few, or nothing that is changed here. */
  change: 'target' | 'jobs' | Preferences | null;
}

const themes = ['auto', 'light', 'dark', 'plain'] as const;

/** Lines of the settings screen: what holds and where it is set. */
export function settingRows(model: Model): SettingRow[] {
  return [target(model), jobs(model), theme(model), signs(model), ...switches(model), ...shared(model)];
}

const MINE = 'your setting';
const DEFAULT = 'default';

function target({ plan, target, profile }: Model): SettingRow {
  return {
    name: 'target',
    label: 'Target',
    value: plan?.target ?? target ?? '?',
    from: plan ? (places[plan.targetFrom] ?? plan.targetFrom) : '',
    help: `The folder or mount point that the phases of ${profile} are composed into.`,
    change: 'target',
  };
}

const places: Record<string, string> = {
  flag: 'for this session',
  setting: MINE,
  profile: "profile's default",
  fallback: 'default not writable',
};

function jobs({ preferences, shared }: Model): SettingRow {
  const flag = shared?.jobsFlag ?? null;
  return {
    name: 'jobs',
    label: 'Jobs',
    value: String(flag ?? preferences.jobs ?? shared?.defaultJobs ?? '?'),
    from: flag !== null ? '--jobs' : preferences.jobs === undefined ? DEFAULT : MINE,
    help: 'Compile jobs beside each other; empty: by processors and memory.',
    change: 'jobs',
  };
}

function theme({ preferences }: Model): SettingRow {
  const value = preferences.theme ?? 'auto';
  const next = themes[(themes.indexOf(value) + 1) % themes.length];
  return {
    name: 'theme',
    label: 'Theme',
    value,
    from: preferences.theme === undefined ? DEFAULT : MINE,
    help: 'Colours for a light or a dark background, or none; NO_COLOR goes before it.',
    change: { theme: next },
  };
}

function signs({ preferences: { ascii } }: Model): SettingRow {
  return {
    name: 'signs',
    label: 'ASCII signs',
    value: ascii === undefined ? 'auto' : ascii ? 'on' : 'off',
    from: ascii === undefined ? DEFAULT : MINE,
    help: 'Plain signs in place of drawn ones; auto: by locale and terminal.',
    change: { ascii: ascii === undefined ? true : ascii ? false : undefined },
  };
}

const switchTexts: ['bell' | 'progress' | 'title' | 'offline' | 'prebuilt', string, string][] = [
  ['bell', 'Bell', 'The terminal rings when a run ends.'],
  ['progress', 'Progress sign', 'The terminal shows the progress in its tab or task bar, where it can.'],
  ['title', 'Window title', "The terminal's title names the run."],
  ['offline', 'Offline', 'What is started here never touches the network.'],
  ['prebuilt', 'Prebuilt parts', 'Binary packages where no place has the sources; off: refused.'],
];

const switches = ({ preferences }: Model): SettingRow[] =>
  switchTexts.map(([name, label, help]) => {
    const on = preferences[name] ?? name !== 'offline';
    return {
      name,
      label,
      value: on ? 'on' : 'off',
      from: preferences[name] === undefined ? DEFAULT : MINE,
      help,
      change: { [name]: !on },
    };
  });

function shared({ shared: known }: Model): SettingRow[] {
  if (!known) return [];
  const row = (name: string, label: string, value: string, unset: string): SettingRow => ({
    name,
    label,
    value: value || unset,
    from: 'shared',
    help: `Shared by all operators: "${name}" in smechdeploy.json, ${known.file}.`,
    change: null,
  });
  return [
    row('mirrors', 'Mirrors', known.mirrors.join(', '), 'none'),
    row('versions', 'Versions', known.versions.join(', '), "the catalog's"),
    row('images', 'Images', known.imageSizes, ''),
  ];
}

/** The setting under the cursor. */
export const currentSetting = (model: Model): SettingRow | undefined => settingRows(model)[model.cursor.settings];

/** Why the setting under the cursor can't be changed here; null: it can. */
export const settingLocked = (model: Model): string | null => {
  const row = currentSetting(model);
  return row?.change === null
    ? `${row.label} are shared by all operators: edit smechdeploy.json, ${model.shared?.file}.`
    : null;
};
