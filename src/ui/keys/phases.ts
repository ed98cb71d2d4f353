import { isLive } from '../../state/selectors.js';
import { missingPhases } from '../choice.js';
import type { Binding } from '../keymap.js';
import type { Model } from '../model.js';

export type PhaseCommand =
  | 'tick'
  | 'tickGroup'
  | 'tickRange'
  | 'leaveRange'
  | 'tickNeeds'
  | 'tickStale'
  | 'tickNone'
  | 'undo'
  | 'start'
  | 'editTarget'
  | 'chooseProfile'
  | 'showPhase';

/** Keys of the list of phases. */
export const phaseKeys: Binding[] = [
  {
    command: 'start',
    keys: ['enter', 's'],
    screens: ['phases'],
    hint: 'start',
    help: 'start the ticked phases',
    disabled: startDisabled,
  },
  {
    command: 'tickNeeds',
    keys: ['d'],
    screens: ['phases'],
    hint: 'tick what is needed',
    help: 'tick also what the ticked phases need and is not fresh',
    disabled: (model) => noPlan(model) ?? (missingOf(model).length > 0 ? null : 'The ticked phases need nothing more.'),
  },
  {
    command: 'tick',
    keys: ['space', 'x'],
    screens: ['phases'],
    hint: 'tick',
    help: 'tick or untick the phase, or all of the range',
    disabled: noPlan,
  },
  {
    command: 'showPhase',
    keys: ['w'],
    screens: ['phases'],
    hint: 'why',
    help: 'all about the phase: why it runs, its recipes, what reads it',
    disabled: noPlan,
  },
  {
    command: 'tickStale',
    keys: ['a'],
    screens: ['phases'],
    hint: 'all stale',
    help: 'tick all that is not fresh',
    disabled: noPlan,
  },
  { command: 'tickNone', keys: ['n'], screens: ['phases'], help: 'untick all', disabled: noPlan },
  {
    command: 'tickGroup',
    keys: ['b'],
    screens: ['phases'],
    help: 'tick or untick the block under one heading',
    disabled: noPlan,
  },
  {
    command: 'tickRange',
    keys: ['v'],
    screens: ['phases'],
    help: 'begin a range here: move, then tick',
    disabled: noPlan,
  },
  {
    command: 'leaveRange',
    keys: ['esc'],
    screens: ['phases'],
    help: 'give up the range',
    disabled: (model) => (model.rangeFrom === null ? 'No range was begun.' : null),
  },
  {
    command: 'undo',
    keys: ['u'],
    screens: ['phases'],
    help: 'undo the last tick',
    disabled: (model) => (model.undo.length > 0 ? null : 'There is no tick to undo.'),
  },
  { command: 'editTarget', keys: ['t'], screens: ['phases'], hint: 'target', help: 'set the target mount point' },
  { command: 'chooseProfile', keys: ['p'], screens: ['phases'], hint: 'profile', help: 'choose the profile' },
];

function noPlan(model: Model): string | null {
  return model.plan ? null : 'The plan is not there yet.';
}

const missingOf = ({ plan, ticks }: Model) => (plan ? missingPhases(plan, ticks) : []);

function startDisabled(model: Model): string | null {
  if (isLive(model.run)) return `Run ${model.run.id} is going on: watch it with r.`;
  if (model.busy) return `${model.busy}: wait a moment.`;
  const plan = noPlan(model);
  if (plan !== null) return plan;
  if (model.ticks.length === 0) return 'No phase is ticked: tick one with space, or all that is stale with a.';
  const missing = missingOf(model);
  return missing.length === 0
    ? null
    : `What is ticked needs ${missing.join(', ')}, which ${missing.length === 1 ? 'is' : 'are'} not fresh: d ticks ${missing.length === 1 ? 'it' : 'them'}.`;
}
