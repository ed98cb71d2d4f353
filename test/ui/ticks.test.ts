import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/ui/actions.js';
import { choiceOf } from '../../src/ui/choice.js';
import { findBinding } from '../../src/ui/keymap.js';
import { initialModel, type Model } from '../../src/ui/model.js';
import { aboutText, consequenceText, criticalText, totalText } from '../../src/ui/phase-words.js';
import { update } from '../../src/ui/update.js';
import { planOf, unitOf } from '../state/plan.js';

const band = { estimateSeconds: 100, estimateLowSeconds: 90, estimateHighSeconds: 130 };
/** Groups One (a, b), Two (c), Three (d, e); everything is built, and c reads b. */
const plan = planOf(
  [
    unitOf('a', band),
    unitOf('b/big', { ...band, estimateSeconds: 600, estimateHighSeconds: 700 }),
    unitOf('b', { ...band, needs: ['b/big', 'a'], reads: ['b/big'] }),
    unitOf('c', { ...band, needs: ['a', 'b'], reads: ['b'] }),
    unitOf('d', { needs: ['a', 'b', 'c'], reads: [] }),
    unitOf('e', { needs: ['a', 'b', 'c', 'd'], reads: ['c'] }),
  ],
  { a: { group: 'One' }, b: { group: 'One' }, c: { group: 'Two' }, d: { group: 'Three' }, e: { group: 'Three' } },
);
const stale = planOf(
  plan.units.map((unit) => ({ ...unit, state: 'stale' as const })),
  Object.fromEntries(plan.phases.map(({ name, group }) => [name, { group }])),
);

const begin = (loaded = plan) =>
  update(initialModel([{ name: 'smechos', title: 'SmechOS', summary: '' }], 'smechos', null, 0), {
    type: 'plan.loaded',
    plan: loaded,
  });
const apply = (model: Model, ...actions: Action[]) => actions.reduce(update, model);

describe('ticks', () => {
  it('take a range, and give it up', () => {
    const range = apply(begin(), { type: 'move', by: 1 }, { type: 'tick.range' }, { type: 'move', by: 2 });
    expect(apply(range, { type: 'tick' })).toMatchObject({ ticks: ['b', 'c', 'd'], rangeFrom: null });
    expect(apply(range, { type: 'tick' }, { type: 'tick.undo' }).ticks).toEqual([]);
    expect(apply(range, { type: 'tick.range' }, { type: 'tick' }).ticks).toEqual(['d']);
  });

  it('take all under one heading, and all off again', () => {
    const group = apply(begin(), { type: 'jump', to: 'last' }, { type: 'tick' }, { type: 'tick.group' });
    expect(group.ticks.toSorted()).toEqual(['d', 'e']);
    expect(apply(group, { type: 'tick.group' }).ticks).toEqual([]);
  });

  it('take what is needed too, after which a start is not refused', () => {
    const last = apply(begin(stale), { type: 'tick.none' }, { type: 'move', by: 2 }, { type: 'tick' });
    expect(findBinding('phases', 'enter')?.disabled?.(last)).toBe(
      'What is ticked needs a, b, which are not fresh: d ticks them.',
    );
    const all = apply(last, { type: 'tick.needs' });
    expect(all.ticks.toSorted()).toEqual(['a', 'b', 'c']);
    expect(findBinding('phases', 'enter')?.disabled?.(all)).toBeNull();
    expect(findBinding('phases', 'd')?.disabled?.(all)).toBe('The ticked phases need nothing more.');
  });

  it('go from what has been built since, and stay on what was fresh and is wanted again', () => {
    const ticked = apply(begin(stale), { type: 'plan.loaded', plan });
    expect(ticked.ticks).toEqual([]);
    const again = apply(begin(), { type: 'tick' }, { type: 'plan.loaded', plan });
    expect(again.ticks).toEqual(['a']);
  });

  it('can all be undone', () => {
    const action = fc.constantFrom<Action>(
      { type: 'tick' },
      { type: 'tick.group' },
      { type: 'tick.needs' },
      { type: 'tick.stale' },
      { type: 'tick.range' },
      { type: 'move', by: 1 },
      { type: 'move', by: -2 },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const before = begin(stale);
        const after = apply(before, ...actions);
        const undone = apply(after, ...after.undo.map((): Action => ({ type: 'tick.undo' })));
        expect(undone.ticks).toEqual(before.ticks);
        expect(new Set(after.ticks).size).toBe(after.ticks.length);
      }),
    );
  });
});

describe('what the ticks mean', () => {
  const words = (ticks: string[], of = plan) => consequenceText(choiceOf(of, ticks));

  it('names what may go stale through them, and why', () => {
    expect(words(['b']).text).toBe('2 others may go stale, because they read b: c, e');
    expect(words(['c']).text).toBe('1 other may go stale, because it reads c: e');
    expect(words(['b', 'c', 'e']).text).toBe('Nothing else goes stale.');
    const [, , , , last] = plan.phases;
    if (!last) throw new Error('no phase e');
    expect(aboutText(last, choiceOf(plan, ['b']))).toBe('may go stale: reads c, which reads b');
  });

  it('names what is needed first', () => {
    expect(words(['c'], stale)).toEqual({
      text: '! needs a, b, which are neither fresh nor ticked: d ticks them',
      warn: true,
    });
  });

  it('names what stays stale', () => {
    expect(words(['a', 'b'], stale).text).toBe('2 not ticked stay stale: c, e');
  });

  it('gives the time with its band and the critical path', () => {
    const choice = choiceOf(stale, ['a', 'b', 'c']);
    expect(totalText(stale, choice, ['a', 'b', 'c'])).toBe('3 of 5 phases ticked, about 13:20 (4:30-16:00)');
    expect(criticalText(stale, choice)).toBe('critical path 13:20: big 10:00 > b 1:40 > c 1:40');
  });

  it('says at least, where something is unknown', () => {
    const choice = choiceOf(stale, ['a', 'd']);
    expect(totalText(stale, choice, ['a', 'd'])).toBe('2 of 5 phases ticked, at least 1:40, 1 of 2 units unknown');
    expect(criticalText(stale, choiceOf(stale, ['d']))).toBe('');
    expect(totalText(stale, choiceOf(stale, ['d']), ['d'])).toBe('1 of 5 phases ticked, duration unknown');
  });
});
