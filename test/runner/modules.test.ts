import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../src/recipes/define.js';
import type { GraphUnit } from '../../src/runner/graph.js';
import { unitsBefore, unitsOfModule } from '../../src/runner/modules.js';

const recipe = (name: string, groups?: string[]): Recipe => ({
  ...{
    name,
    title: name,
    sources: [],
    dependencies: [],
    libc: 'none',
    interpreter: 'any',
    steps: [],
    ship: [],
    tools: [],
  },
  ...(groups ? { groups } : {}),
});

function unitsOfPhase(name: string, recipes: Recipe[]): GraphUnit[] {
  const phase = {
    ...{ name, recipes, builtin: null, group: null, kind: 'script' as const },
    ...{ path: null, language: null, line: 1 },
  };
  const unit = (at: string, kind: GraphUnit['kind']): GraphUnit => ({
    ...{ unit: at, kind, title: at, phase, needs: [], tools: [] },
  });
  return [...recipes.map((one) => unit(`${name}/${one.name}`, 'recipe')), unit(name, 'phase')];
}

const graph = [
  ...unitsOfPhase('01_core', [recipe('xz'), recipe('kmod')]),
  ...unitsOfPhase('04_kde', [
    recipe('xz'),
    recipe('kconfig', ['frameworks']),
    recipe('karchive', ['frameworks']),
    recipe('kwin', ['plasma', 'session']),
  ]),
];

describe('a module', () => {
  it.each([
    ['kmod', ['01_core/kmod']],
    ['04_kde/xz', ['04_kde/xz']],
    ['04_kde', ['04_kde']],
    ['frameworks', ['04_kde/kconfig', '04_kde/karchive']],
    ['session', ['04_kde/kwin']],
  ])('%s is a recipe, a unit or a group', (name, units) => {
    expect(unitsOfModule(graph, name)).toEqual(units);
  });

  it("is refused where it is nobody's, with what was meant, and where it is in doubt", () => {
    expect(() => unitsOfModule(graph, 'kconfg')).toThrow(
      'There is no module "kconfg": name a recipe, or a group (frameworks, plasma, session). Did you mean kconfig?',
    );
    expect(() => unitsOfModule(graph, 'xz')).toThrow(
      'xz is a recipe of 01_core and of 04_kde: say --module 01_core/xz, for one.',
    );
  });

  it('to resume from leaves out what would run before it', () => {
    const running = new Set(['01_core/kmod', '04_kde/xz', '04_kde/karchive', '04_kde/kwin']);
    expect([...unitsBefore(graph, 'karchive', running)]).toEqual(['01_core/kmod', '04_kde/xz']);
    expect([...unitsBefore(graph, 'frameworks', running)]).toEqual(['01_core/kmod', '04_kde/xz']);
  });
});
