import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/ui/actions.js';
import { initialModel } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';
import { planOf, unitOf } from '../state/plan.js';

const plan = planOf(['musl', 'busybox', 'kernel', 'etc_skeleton', 'boot_box'].map((name) => unitOf(name)));
const begun = update(initialModel([], 'smechvisor', null, 0), { type: 'plan.loaded', plan });
const modelAfter = (...actions: Action[]) => actions.reduce(update, begun);
const typed = (text: string): Action[] => [...text].map((insert) => ({ type: 'find.key', key: { insert } }));
const moved: Action = { type: 'move', by: 2 };
const begin: Action = { type: 'find.begin' };

describe('a jump by name', () => {
  it('goes to the first match from where it began, around the end, and on from match to match', () => {
    expect(modelAfter(begin, ...typed('BOX')).cursor.phases).toBe(1);
    expect(modelAfter(moved, begin, ...typed('box')).cursor.phases).toBe(4);
    const next: Action = { type: 'find.move', by: 1 };
    expect(modelAfter(begin, ...typed('box'), next).cursor.phases).toBe(4);
    expect(modelAfter(begin, ...typed('box'), next, next).cursor.phases).toBe(1);
    expect(modelAfter(begin, ...typed('box'), { type: 'find.move', by: -1 }).cursor.phases).toBe(4);
  });

  it('stays where it found something, or goes back to where it began', () => {
    expect(modelAfter(moved, begin, ...typed('musl'), { type: 'find.end', keep: true })).toMatchObject({
      find: null,
      cursor: { phases: 0 },
    });
    expect(modelAfter(moved, begin, ...typed('musl'), { type: 'find.end', keep: false }).cursor.phases).toBe(2);
    expect(modelAfter(moved, begin, ...typed('nothing like it')).cursor.phases).toBe(2);
  });
});
