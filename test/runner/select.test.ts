import { describe, expect, it } from 'vitest';
import type { GraphUnit } from '../../src/runner/graph.js';
import { choose, type Selection } from '../../src/runner/select.js';

const phase = {
  builtin: null,
  recipes: [],
  name: '',
  group: null,
  kind: 'script' as const,
  path: null,
  language: null,
  line: 1,
};
const unit = (name: string, kind: GraphUnit['kind']): GraphUnit => ({
  unit: name,
  kind,
  title: name,
  phase,
  needs: [],
  tools: [],
});
const graph = [
  unit('10_a/one', 'recipe'),
  unit('10_a', 'phase'),
  unit('b/two', 'recipe'),
  unit('b', 'phase'),
  unit('12_c', 'script'),
];
const chosen = (selection: Partial<Selection>) => {
  const { phases, forced, units } = choose(graph, { names: [], ...selection });
  return { phases: [...phases], forced: [...forced], units: [...units] };
};

describe('choose', () => {
  it('takes everything, and forces nothing, when nothing is named', () => {
    expect(chosen({})).toEqual({
      phases: ['10_a', 'b', '12_c'],
      forced: [],
      units: ['10_a/one', '10_a', 'b/two', 'b', '12_c'],
    });
  });

  it('runs the own part of a named phase again, its recipes only with --force', () => {
    expect(chosen({ names: ['b'] })).toEqual({ phases: ['b'], forced: ['b'], units: ['b/two', 'b'] });
    expect(chosen({ names: ['b'], force: true }).forced).toEqual(['b/two', 'b']);
  });

  it('runs a named recipe again and no other', () => {
    expect(chosen({ names: ['b/two'] })).toEqual({ phases: ['b'], forced: ['b/two'], units: ['b/two'] });
  });

  it('takes modules as far as they are not fresh, all the same with --force', () => {
    expect(chosen({ modules: ['b/two'] })).toEqual({ phases: ['b'], forced: [], units: ['b/two'] });
    expect(chosen({ modules: ['b/two'], force: true }).forced).toEqual(['b/two']);
    expect(chosen({ modules: ['b/two'], names: ['12_c'] }).units).toEqual(['b/two', '12_c']);
    expect(() => choose(graph, { names: [], modules: ['b/two'], from: 'b' })).toThrow(/not both/);
  });

  it('keeps to a range', () => {
    expect(chosen({ from: 'b' }).phases).toEqual(['b', '12_c']);
    expect(chosen({ until: 'b' }).phases).toEqual(['10_a', 'b']);
    expect(() => choose(graph, { names: [], from: '12_c', until: 'b' })).toThrow(/swap them/);
  });

  it.each([
    ['a', /did you mean 10_a\?/],
    ['c.sh', /did you mean 12_c\?/],
    ['zzz', /the build order has 10_a, b, 12_c/],
  ])('refuses the unknown name %s with a hint', (name, sentence) => {
    expect(() => choose(graph, { names: [name] })).toThrow(sentence);
  });
});
