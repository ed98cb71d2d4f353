import { usageError } from '../../../host/errors.js';
import type { DeploySettings } from '../../../host/settings.js';
import type { Provision, Recipe } from '../../define.js';
import { library } from '../library.js';
import { inAddons, qt6Addons, qt6Sdk, qt6WaylandPrivate, withWaylandPrivate } from '../qt6-sdk.js';
import type { Module } from './define.js';
import { inOrder, modulesOf } from './modules.js';

/** Recipes of an earlier phase. */
export interface Earlier {
  phase: string;
  recipes: Recipe[];
}

/**
 * The recipes of the desktop's modules, each after what it needs. A sysroot has what a module names and all that this needs in turn, or
 * linking and cmake's search for packages would miss it.
 */
export function stackRecipes(
  { versionSet, qt, kde }: StackChoice,
  earlier: Earlier[],
  provision: Provision = () => 'source',
): Recipe[] {
  const whole = new Map(earlier.flatMap(wholeNeeds));
  whole.set(qt6Sdk.name, [qt6Sdk.name]);
  for (const { name } of [qt6Addons, qt6WaylandPrivate]) whole.set(name, [qt6Sdk.name, name]);
  const modules = modulesOf(versionSet);
  const prebuilt = qt === 'prebuilt' && versionSet === 'trixie';
  const ordered = inOrder(prebuilt ? onPrebuiltQt(modules) : modules);
  const compiled = withNeeded(ordered, kde.modules).map((module) => {
    const needs = new Set<string>();
    for (const name of module.needs) for (const need of lookUp(whole, name, module)) needs.add(need);
    whole.set(module.name, [...needs, module.name]);
    return recipeOf(module, [...needs], provision(module.name));
  });
  return prebuilt ? [qt6Sdk, qt6Addons, qt6WaylandPrivate, ...compiled] : compiled;
}

/** What the settings say of the desktop. */
type StackChoice = Pick<DeploySettings, 'versionSet' | 'qt' | 'kde'>;

/** Of modules in order: those of these names or groups, and what they need. Throws a usage error for a name that is neither. */
function withNeeded(ordered: Module[], wanted: readonly string[] | undefined): Module[] {
  if (wanted === undefined) return ordered;
  const isCalled = (module: Module, name: string) =>
    module.name === name || module.groups.some((group) => group === name);
  const unknown = wanted.find((name) => !ordered.some((module) => isCalled(module, name)));
  if (unknown !== undefined) throw noModule(unknown, ordered);
  const taken = new Set<string>();
  const take = (module: Module) => {
    taken.add(module.name);
    for (const need of module.needs) taken.add(need);
  };
  // What a module needs stands before it.
  for (const module of ordered.toReversed())
    if (taken.has(module.name) || wanted.some((name) => isCalled(module, name))) take(module);
  return ordered.filter(({ name }) => taken.has(name));
}

function noModule(name: string, modules: Module[]): Error {
  const groups = [...new Set(modules.flatMap((module) => module.groups))];
  return usageError(
    `smechdeploy.json: "kde" names the module ${JSON.stringify(name)}, which this set has not: name recipes of 04_compile_kde_stack, or groups of them (${groups.join(', ')}).`,
  );
}

/** Without Qt's own modules: the distribution's stand for all of them, and bring the libraries below them along. */
function onPrebuiltQt(modules: Module[]): Module[] {
  const isQt = new Set(modules.filter(({ groups }) => groups.includes('qt')).map(({ name }) => name));
  const packageOf = (need: string) => (inAddons.includes(need) ? qt6Addons.name : qt6Sdk.name);
  return modules
    .filter(({ name }) => !isQt.has(name))
    .map((module) => ({
      ...module,
      needs: [
        ...new Set(module.needs.map((need) => (isQt.has(need) ? packageOf(need) : need))),
        ...(withWaylandPrivate.includes(module.name) ? [qt6WaylandPrivate.name] : []),
      ],
    }));
}

/** Recipe -> its unit and all that it stands on. */
const wholeNeeds = ({ phase, recipes }: Earlier): [string, string[]][] => {
  const unit = (name: string) => (name.includes('/') ? name : `${phase}/${name}`);
  return recipes.map(({ name, dependencies }) => [name, [...dependencies, name].map(unit)]);
};

function lookUp(whole: Map<string, string[]>, name: string, { name: by }: Module): string[] {
  const found = whole.get(name);
  if (found) return found;
  throw new TypeError(`${by} needs ${name}, which no recipe makes`);
}

const recipeOf = (module: Module, needs: string[], provision: ReturnType<Provision>): Recipe => {
  const { name, groups, attributes, leaksAllowed, cpuSeconds, tried } = module;
  const packaged = provision === 'prebuilt' ? module.packaged : undefined;
  const { steps, tools } = packaged ?? module;
  return {
    ...library({ name, title: packaged ? `${name} (prebuilt)` : name, needs, steps, tools }),
    // Its compiler and cmake are new enough, and it has the programs of a Qt of this version.
    buildRoot: 'trixie',
    groups,
    ...(groups.includes('libraries') ? { givesWay: true as const } : {}),
    ...(attributes ? { attributes } : {}),
    ...(leaksAllowed ? { leaksAllowed } : {}),
    ...(cpuSeconds === null ? {} : { cpuSeconds }),
    ...(tried || packaged ? {} : { untried: true as const }),
  };
};
