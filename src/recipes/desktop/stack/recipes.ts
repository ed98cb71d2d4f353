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
  { versionSet, qt }: StackChoice,
  earlier: Earlier[],
  provision: Provision = () => 'source',
): Recipe[] {
  const whole = new Map(earlier.flatMap(wholeNeeds));
  whole.set(qt6Sdk.name, [qt6Sdk.name]);
  for (const { name } of [qt6Addons, qt6WaylandPrivate]) whole.set(name, [qt6Sdk.name, name]);
  const modules = modulesOf(versionSet);
  const prebuilt = qt === 'prebuilt' && versionSet === 'trixie';
  const compiled = inOrder(prebuilt ? onPrebuiltQt(modules) : modules).map((module) => {
    const needs = new Set<string>();
    for (const name of module.needs) for (const need of lookUp(whole, name, module)) needs.add(need);
    whole.set(module.name, [...needs, module.name]);
    return recipeOf(module, [...needs], provision(module.name));
  });
  return prebuilt ? [qt6Sdk, qt6Addons, qt6WaylandPrivate, ...compiled] : compiled;
}

/** What the settings say of the desktop. */
type StackChoice = Pick<DeploySettings, 'versionSet' | 'qt'>;

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
    ...(attributes ? { attributes } : {}),
    ...(leaksAllowed ? { leaksAllowed } : {}),
    ...(cpuSeconds === null ? {} : { cpuSeconds }),
    ...(tried || packaged ? {} : { untried: true as const }),
  };
};
