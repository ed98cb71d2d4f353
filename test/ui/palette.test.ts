import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/ui/actions.js';
import { lineOf } from '../../src/ui/line-edit.js';
import { initialModel, type Model, type Screen } from '../../src/ui/model.js';
import { paletteEntries } from '../../src/ui/palette.js';
import { mainScreens, neighbour } from '../../src/ui/screens.js';
import { update } from '../../src/ui/update.js';

const begin = () => initialModel([{ name: 'smechos', title: 'SmechOS', summary: '' }], 'smechos', null, 0);
const apply = (model: Model, ...actions: Action[]) => actions.reduce(update, model);
const typed = (text: string) =>
  apply(
    begin(),
    { type: 'palette.open' },
    ...[...text].map((insert): Action => ({ type: 'palette.edit', key: { insert } })),
  );
const helps = (model: Model) => paletteEntries(model).map(({ binding }) => binding.help);

describe('the list of commands', () => {
  it('puts what begins with the words typed before what has their letters', () => {
    expect(helps(typed('undo'))[0]).toBe('undo the last tick');
    expect(helps(typed('screen "run'))).toEqual(['go to the screen "run"']);
    expect(helps(typed('utlt'))).toContain('undo the last tick');
    expect(helps(typed('qqq'))).toEqual([]);
  });

  it('shows what can not be done, with the reason', () => {
    const undo = paletteEntries(typed('undo the'))[0];
    expect(undo?.why).toBe('There is no tick to undo.');
  });

  it('has a way to every main screen, from each of them', () => {
    for (const screen of mainScreens) {
      const model = apply(begin(), { type: 'show', screen }, { type: 'palette.open' });
      for (const other of mainScreens) expect(helps(model)).toContain(`go to the screen "${other}"`);
    }
  });

  it('keeps its cursor on an entry, whatever is typed and moved', () => {
    const step: fc.Arbitrary<Action> = fc.oneof(
      fc.record({ type: fc.constant('palette.move' as const), by: fc.constantFrom(-1, 1) }),
      fc.record({
        type: fc.constant('palette.edit' as const),
        key: fc.constantFrom('erase' as const, 'eraseWord' as const, { insert: 'e' }, { insert: ' ' }),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const model = apply(begin(), { type: 'palette.open' }, ...steps);
        const count = paletteEntries(model).length;
        expect(model.palette?.cursor).toBeGreaterThanOrEqual(0);
        expect(model.palette?.cursor).toBeLessThan(Math.max(1, count));
      }),
    );
  });
});

describe('screens', () => {
  it('go round by tab and come back where they began', () => {
    let model = begin();
    for (const _ of mainScreens) model = apply(model, { type: 'show', screen: neighbour(model, 1) });
    expect(model.screen).toBe('phases');
    expect(neighbour(apply(model, { type: 'show', screen: neighbour(model, -1) }), 1)).toBe('phases');
  });

  it('are left by esc in the reverse order, also help', () => {
    const path: Screen[] = ['run', 'log', 'help'];
    let model = path.reduce((before, screen) => apply(before, { type: 'show', screen }), begin());
    const seen = [];
    for (let count = 0; count < 4; count++) {
      model = apply(model, { type: 'back' });
      seen.push(model.screen);
    }
    expect(seen).toEqual(['log', 'run', 'phases', 'phases']);
  });
});

describe('a line that is edited', () => {
  it('loses its last word, or part of a path, to ctrl-w', () => {
    const model = apply(
      begin(),
      { type: 'edit.begin', field: 'target' },
      { type: 'edit.key', key: { insert: '/mnt/one two' } },
    );
    const words = ['/mnt/one ', '/mnt/', '/'].map((_, index) =>
      Array.from({ length: index + 1 }).reduce<Model>((m) => apply(m, { type: 'edit.key', key: 'eraseWord' }), model),
    );
    expect(words.map(({ edit }) => edit?.value)).toEqual(['/mnt/one ', '/mnt/', '/']);
    expect(lineOf('äb').at).toBe(2);
  });
});
