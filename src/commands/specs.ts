import { moduleOption, selectionOptions } from './selection-flags.js';
import type { Command } from './types.js';

/** One command on the command line; its file is loaded when it is called. */
export interface Spec {
  name: string;
  /** Operands as in usage lines. */
  operands?: string;
  summary: string;
  /** Flags with their description. */
  options?: [flags: string, description: string][];
  load: () => Promise<{ command: Command<never> }>;
}

export const commonOptions: [flags: string, description: string][] = [
  ['-p, --profile <profile>', 'smechos or smechvisor'],
  ['--root <dir>', 'the deploy root; default: the nearest folder upwards with a build order'],
  ['--target <dir>', 'the folder that the system is composed into'],
  ['-j, --jobs <n>', 'compile jobs beside each other'],
  ['--json', 'print JSON alone'],
  ['--no-color', 'no colours'],
  ['-q, --quiet', 'print what matters alone'],
  ['--debug', 'print stack traces'],
];

const takeOption: [flags: string, description: string] = ['--take', 'take command from whoever has it'];
const referenceOption: [flags: string, description: string] = [
  '--reference <dir>',
  'the host folder that SmechOS is restored from',
];

export const specs: Spec[] = [
  {
    name: 'run',
    operands: '[phases...]',
    summary: 'build what is stale, or exactly the phases named',
    options: [
      ...selectionOptions,
      ['-d, --detach', 'return as soon as the run has started'],
      ['-k, --keep-going', 'after a failure run what does not depend on it'],
      ['--serial', 'one unit at a time'],
      ['--strict', 'treat doubtful results as failures'],
      ['--fix', 'install host programs that are missing first'],
      ['--offline', 'never touch the network'],
      ['--no-prebuilt', 'refuse binary packages in place of sources'],
      referenceOption,
    ],
    load: () => import('./run.js'),
  },
  {
    name: 'plan',
    operands: '[phases...]',
    summary: 'what would run, why, and how long it may take',
    options: [...selectionOptions, referenceOption],
    load: () => import('./plan.js'),
  },
  {
    name: 'profiles',
    summary: 'what can be built here, how far it is, and its artifacts',
    load: () => import('./profiles.js'),
  },
  {
    name: 'why',
    operands: '<unit>',
    summary: 'which input of PHASE or PHASE/RECIPE changed since its last good run',
    load: () => import('./why.js'),
  },
  {
    name: 'owner',
    operands: '<files...>',
    summary: 'which phase or recipe files of the system come from',
    load: () => import('./owner.js'),
  },
  {
    name: 'status',
    summary: 'how the newest run stands',
    options: [['-w, --watch', 'again whenever it changes, until the run ends']],
    load: () => import('./status.js'),
  },
  {
    name: 'logs',
    operands: '<unit>',
    summary: 'the log of PHASE or PHASE/RECIPE',
    options: [
      ['-f, --follow', 'go on until the unit ends'],
      ['--run <id>', 'of this run; default: the newest that has it'],
    ],
    load: () => import('./logs.js'),
  },
  {
    name: 'history',
    operands: '[run]',
    summary: 'earlier runs, or the units of one',
    load: () => import('./history.js'),
  },
  { name: 'attach', summary: 'watch the run that goes on', load: () => import('./attach.js') },
  { name: 'cancel', summary: 'end the run that goes on', load: () => import('./cancel.js') },
  {
    name: 'pause',
    summary: 'stop the run that goes on until it is resumed',
    options: [takeOption],
    load: () => import('./pause.js'),
  },
  { name: 'resume', summary: 'let a paused run go on', options: [takeOption], load: () => import('./resume.js') },
  {
    name: 'doctor',
    summary: 'whether this machine can build the profile',
    options: [['--fix', 'install what is missing']],
    load: () => import('./doctor.js'),
  },
  {
    name: 'fetch',
    operands: '[phases...]',
    summary: 'get and verify all sources, or those of the phases and modules named',
    options: [
      moduleOption,
      ['--dry-run', 'only say what would be fetched from where'],
      ['--no-prebuilt', 'refuse binary packages in place of sources'],
    ],
    load: () => import('./fetch.js'),
  },
  {
    name: 'verify',
    operands: '<artifacts...>',
    summary: 'check the manifest of images and boot them in QEMU, BIOS and UEFI',
    options: [['--reproduce', 'build them again from scratch elsewhere and compare, in place of booting']],
    load: () => import('./verify.js'),
  },
  {
    name: 'reference',
    operands: '<action> <dir>',
    summary: 'make a reference host for the restore phases: reference create DIR',
    options: [
      ['--suite <suite>', 'the Debian release'],
      ['--include <packages>', 'further packages, separated by commas'],
      ['--desktop', 'with Plasma, SDDM and elogind'],
    ],
    load: () => import('./reference.js'),
  },
  { name: 'init', operands: '<dir>', summary: 'make a deploy root', load: () => import('./init.js') },
  {
    name: 'clean',
    summary: 'remove work folders, or what is named',
    options: [
      ['--cache', "the user's cache of layers and sources, shared by all deploy roots"],
      ['--work', 'work folders (the default)'],
      ['--runs', 'journals and logs of earlier runs'],
    ],
    load: () => import('./clean.js'),
  },
  {
    name: 'new-phase',
    operands: '<name>',
    summary: "add an operator's script to the build order",
    options: [['--after <phase>', 'where; default: at the end']],
    load: () => import('./new-phase.js'),
  },
];
