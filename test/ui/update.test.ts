import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/ui/actions.js';
import { findBinding } from '../../src/ui/keymap.js';
import { initialModel, type Model } from '../../src/ui/model.js';
import { listLength, update } from '../../src/ui/update.js';
import { planOf, unitOf } from '../state/plan.js';

const plan = planOf(
  [
    unitOf('a'),
    unitOf('b', { state: 'stale', willRun: true }),
    unitOf('c', { state: 'stale', willRun: true }),
    unitOf('d', { state: 'stale', willRun: true }),
  ],
  { d: { offByDefault: true } },
);

const profiles = [
  { name: 'smechos', title: 'SmechOS', summary: '' },
  { name: 'smechvisor', title: 'SmechVisor', summary: '' },
];
const begin = () => initialModel(profiles, 'smechvisor', null, 0);
const apply = (model: Model, ...actions: Action[]) => actions.reduce(update, model);

describe('update', () => {
  it('ticks what is stale and not off by default when the first plan arrives', () => {
    expect(apply(begin(), { type: 'plan.loaded', plan }).ticks).toEqual(['b', 'c']);
  });

  it('keeps the ticks of the operator when the plan is worked out again', () => {
    const model = apply(
      begin(),
      { type: 'plan.loaded', plan },
      { type: 'tick.none' },
      { type: 'tick' },
      { type: 'plan.loaded', plan },
    );
    expect(model.ticks).toEqual(['a']);
  });

  it('undoes each change of the ticks', () => {
    const model = apply(begin(), { type: 'plan.loaded', plan }, { type: 'tick.none' }, { type: 'tick' });
    expect(apply(model, { type: 'tick.undo' }).ticks).toEqual([]);
    expect(apply(model, { type: 'tick.undo' }, { type: 'tick.undo' }).ticks).toEqual(['b', 'c']);
  });

  it('forgets plan, ticks and target of the former profile', () => {
    const model = apply(
      begin(),
      { type: 'plan.loaded', plan },
      { type: 'edit.end', target: '/x' },
      { type: 'profile.choose', profile: 'smechos' },
    );
    expect(model).toMatchObject({ profile: 'smechos', plan: null, ticks: [], target: null, screen: 'phases' });
  });

  it('shows help from its first line, however far it was read for another screen', () => {
    const show = (screen: 'help' | 'profile') => ({ type: 'show' as const, screen });
    const model = apply(begin(), show('help'), { type: 'jump', to: 'last' }, show('profile'), show('help'));
    expect(model.cursor.help).toBe(0);
  });

  it('keeps the cursor within the list, whatever is done', () => {
    const action: fc.Arbitrary<Action> = fc.oneof(
      fc.record({ type: fc.constant('move' as const), by: fc.integer({ min: -30, max: 30 }) }),
      fc.record({ type: fc.constant('jump' as const), to: fc.constantFrom('first' as const, 'last' as const) }),
      fc.record({
        type: fc.constant('show' as const),
        screen: fc.constantFrom('profile' as const, 'phases' as const, 'run' as const, 'help' as const),
      }),
      fc.constantFrom<Action>(
        { type: 'tick' },
        { type: 'back' },
        { type: 'tick.undo' },
        { type: 'tick.stale' },
        { type: 'plan.loaded', plan },
      ),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const model = apply(begin(), ...actions);
        const at = model.cursor[model.screen];
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(Math.max(0, listLength(model) - 1));
        const names = plan.phases.map((candidate) => candidate.name);
        expect(model.ticks.every((name) => names.includes(name))).toBe(true);
      }),
    );
  });
});

describe('keys', () => {
  it('say why they do nothing', () => {
    const model = apply(begin(), { type: 'plan.loaded', plan }, { type: 'tick.none' });
    expect(findBinding('phases', 'enter')?.disabled?.(model)).toMatch(/No phase is ticked/);
    expect(findBinding('run', 'c')?.disabled?.(model)).toBe('No run is going on.');
  });
});
