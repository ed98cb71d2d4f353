import { OperatorError } from '../../host/errors.js';
import type { Recipe, VersionSet } from '../../recipes/define.js';
import { kdeModules, versionSet } from '../../recipes/desktop/stack/version-metadata.js';
import { findEntry } from '../../sources/catalog.js';
import { variantInForce } from '../../sources/variants.js';
import { vendoredTree } from '../../sources/vendored-tree.js';
import type { PlanContext } from '../define.js';

type Context = Pick<PlanContext, 'settings' | 'layout'>;

/** The versions of the desktop that this deploy root builds. */
export const versionsBuilt = ({ settings, layout }: Context): VersionSet =>
  versionSet(settings, {
    catalog: (source) => variantInForce(findEntry(source), settings).version,
    vendored: (source) => usableVersion(source, layout),
  });

/** A folder that can't be used is refused where its source is looked up, not by every command. */
function usableVersion(source: string, layout: Context['layout']): string | null {
  try {
    const version = vendoredTree(source, layout)?.version ?? '';
    return /^\d/.test(version) ? version : null;
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

/** The recipes of KDE's modules with the versions that what they ask for is lowered to; others as they are. */
export function withVersions(recipes: Recipe[], context: Context): Recipe[] {
  const ofKde = new Set(kdeModules(context.settings.versionSet));
  const versions = versionsBuilt(context);
  return recipes.map((recipe) => (ofKde.has(recipe.name) ? { ...recipe, versions } : recipe));
}

/** The operator's own trees of KDE's modules. */
export const vendoredKde = ({ settings, layout }: Context) =>
  kdeModules(settings.versionSet).flatMap((name) => vendoredTree(name, layout) ?? []);
