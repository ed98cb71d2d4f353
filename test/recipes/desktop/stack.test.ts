import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRootSpecs } from '../../../src/build/build-root/spec.js';
import { DeploySettings, type DesktopSet } from '../../../src/host/settings.js';
import { mesaStack } from '../../../src/recipes/desktop/mesa.js';
import { qtDeps } from '../../../src/recipes/desktop/qt-deps.js';
import { inOrder, modulesOf } from '../../../src/recipes/desktop/stack/modules.js';
import { stackRecipes } from '../../../src/recipes/desktop/stack/recipes.js';
import { catalog, findEntry } from '../../../src/sources/catalog.js';
import { alternativesOf, variantInForce } from '../../../src/sources/variants.js';

const sets: DesktopSet[] = ['trixie', 'spec'];
const settings = (versionSet: DesktopSet, qt = 'prebuilt') => DeploySettings.parse({ versionSet, qt });
const count = (set: DesktopSet, group: string) =>
  modulesOf(set).filter(({ groups }) => groups.some((one) => one === group)).length;

describe.each(sets)("the desktop's modules of the set %s", (set) => {
  it('are each in the catalog, with a hash and a place, in the version of the set', () => {
    for (const { name } of modulesOf(set)) {
      const variant = variantInForce(findEntry(name), settings(set));
      expect(variant.files.every(({ sha256, places }) => /^[0-9a-f]{64}$/.test(sha256) && places.length > 0)).toBe(
        true,
      );
    }
  });

  it('say what they take, once they have been compiled', () => {
    const compiled = modulesOf(set).filter(({ tried }) => tried);
    expect(compiled.map(({ name }) => name)).toContain('kcoreaddons');
    expect(compiled.filter(({ cpuSeconds }) => cpuSeconds === null).map(({ name }) => name)).toEqual([]);
  });

  it('are each of one name, and stand after what they need', () => {
    const order = inOrder(modulesOf(set)).map(({ name }) => name);
    expect(new Set(order).size).toBe(modulesOf(set).length);
    for (const { name, needs } of modulesOf(set))
      for (const need of needs) expect(order.indexOf(need), `${name} needs ${need}`).toBeLessThan(order.indexOf(name));
  });

  it('get recipes whose sysroot has what their needs need too', () => {
    const recipes = new Map(stackRecipes(settings(set, 'source'), earlier).map((recipe) => [recipe.name, recipe]));
    expect(recipes.get('kconfig')?.dependencies).toEqual(
      expect.arrayContaining([
        'qtbase',
        'extra-cmake-modules',
        'glib',
        '03_compile_qt_deps/zlib',
        'compile_mesa_stack/libxcb',
      ]),
    );
    const lacking = [...recipes.values()].flatMap(({ name, dependencies }) => {
      const has = new Set(dependencies);
      const wanted = dependencies.flatMap((need) => recipes.get(need)?.dependencies ?? []);
      return wanted.filter((need) => !has.has(need)).map((need) => `${name}: ${need}`);
    });
    expect(lacking).toEqual([]);
  });
});

const earlier = [
  { phase: '03_compile_qt_deps', recipes: qtDeps(() => 'source') },
  { phase: 'compile_mesa_stack', recipes: mesaStack({ llvmpipe: true }) },
];

describe("Debian's Qt in place of a compiled one", () => {
  it('is what every module of its set stands on that needs Qt', () => {
    const recipes = new Map(stackRecipes(settings('trixie'), earlier).map((recipe) => [recipe.name, recipe]));
    expect(recipes.has('qtbase')).toBe(false);
    expect(recipes.get('kconfig')?.dependencies).toEqual(expect.arrayContaining(['extra-cmake-modules', 'qt6-sdk']));
    expect(recipes.get('kconfig')?.dependencies).not.toContain('glib');
    expect(recipes.get('kconfig')?.dependencies).not.toContain('qt6-addons');
    expect(recipes.get('kirigami')?.dependencies).toEqual(expect.arrayContaining(['qt6-sdk', 'qt6-addons']));
    for (const name of ['kwayland', 'layer-shell-qt', 'kwin'])
      expect(recipes.get(name)?.dependencies, name).toContain('qt6-wayland-private');
    expect(recipes.get('kwindowsystem')?.dependencies).not.toContain('qt6-wayland-private');
  });

  it('is not taken for the set `spec`, which needs a later one', () => {
    const names = stackRecipes(settings('spec'), earlier).map(({ name }) => name);
    expect(names).toContain('qtbase');
    expect(names).not.toContain('qt6-sdk');
  });
});

describe('a choice of modules', () => {
  const chosen = (modules: string[]) =>
    stackRecipes(DeploySettings.parse({ kde: { modules } }), earlier).map(({ name }) => name);

  it('is compiled with what it needs, directly or not, and without the rest', () => {
    const names = chosen(['kio']);
    expect(names).toEqual(expect.arrayContaining(['kio', 'kwallet', 'qca', 'qt6-sdk']));
    expect(names).not.toContain('kwin');
    expect(names).not.toContain('baloo');
    const session = chosen(['session']);
    expect(session).toContain('plasma-desktop');
    expect(session).not.toContain('discover');
  });

  it('keeps the order of all, each after what it needs', () => {
    const all = stackRecipes(settings('trixie'), earlier).map(({ name }) => name);
    const names = chosen(['kwin', 'frameworks']);
    expect(names).toEqual(all.filter((name) => names.includes(name)));
  });

  it('is refused where a name is neither a module nor a group', () => {
    expect(() => chosen(['kwim'])).toThrow(/"kwim", which this set has not: name recipes of .*frameworks/);
  });
});

describe('recipes that are compiled in the build root', () => {
  it('start nothing that it lacks', () => {
    // dpkg is in every Debian.
    const packages = [...buildRootSpecs.trixie.packages, 'dpkg'];
    const inside = stackRecipes(settings('trixie'), earlier).filter(({ buildRoot }) => buildRoot !== undefined);
    const lacking = inside.flatMap(({ name, tools }) =>
      tools.filter((tool) => !packages.includes(tool.package)).map((tool) => `${name}: ${tool.package}`),
    );
    expect(lacking).toEqual([]);
  });
});

describe('the sets', () => {
  it('have as many modules as were released', () => {
    expect(sets.map((set) => ['qt', 'frameworks', 'plasma', 'session'].map((group) => count(set, group)))).toEqual([
      [14, 71, 66, 47],
      [14, 71, 70, 49],
    ]);
  });

  it('have the versions that they are named after', () => {
    const versions = (set: DesktopSet) =>
      ['kwin', 'kcoreaddons', 'qtbase'].map((name) => variantInForce(findEntry(name), settings(set)).version);
    expect(versions('trixie')).toEqual(['6.3.6', '6.13.0', '6.8.2']);
    expect(versions('spec')).toEqual(['6.6.5', '6.26.0', '6.11.0']);
  });

  it('give way to a version that smechdeploy.json names', () => {
    const named = DeploySettings.parse({ versionSet: 'trixie', versions: { kwin: '6.6.5' } });
    expect(variantInForce(findEntry('kwin'), named).files[0]?.file).toBe('kwin-6.6.5.tar.xz');
  });

  it('leave alone what is no part of the desktop', () => {
    const plainly = catalog.filter(({ variants }) => variants.every(({ sets: of }) => of === undefined));
    expect(plainly.length).toBeGreaterThan(10);
    for (const entry of plainly)
      expect(alternativesOf(entry, settings('spec'))).toEqual(alternativesOf(entry, settings('trixie')));
  });
});

describe('inOrder', () => {
  it('puts each after what it needs, whatever the order of the table', () => {
    const tables = fc
      .integer({ min: 1, max: 25 })
      .chain((size) =>
        fc.tuple(
          ...Array.from({ length: size }, (_, at) =>
            fc
              .subarray(Array.from({ length: at }, (_none, index) => `m${index}`))
              .map((needs) => ({ name: `m${at}`, needs })),
          ),
        ),
      )
      .chain((modules) => fc.shuffledSubarray(modules, { minLength: modules.length }));
    fc.assert(
      fc.property(tables, (modules) => {
        const order = inOrder(modules).map(({ name }) => name);
        expect([...order].sort()).toEqual(modules.map(({ name }) => name).sort());
        for (const { name, needs } of modules)
          for (const need of needs) expect(order.indexOf(need)).toBeLessThan(order.indexOf(name));
      }),
    );
  });

  it('refuses modules that need each other', () => {
    const circle = [
      { name: 'a', needs: ['b'] },
      { name: 'b', needs: ['a'] },
    ];
    expect(() => inOrder(circle)).toThrow('a -> b');
  });
});
