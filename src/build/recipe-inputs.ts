import type { Recipe } from '../recipes/define.js';
import type { CompilerIdentity } from './compiler.js';

/** What identifies a source: its files by hash, wherever they came from. */
interface SourceIdentity {
  name: string;
  version: string;
  files: { file: string; sha256: string }[];
  /** In place of files. */
  tree?: { sha256: string } | null;
}

export interface RecipeIngredients {
  sources: SourceIdentity[];
  /** Digest of each dependency's layer, `phase/recipe` -> digest. */
  dependencyDigests: Record<string, string>;
  /** Hash of each of `recipe.files` that is a file on disk; literal text stands for itself. */
  fileHashes: Record<string, string>;
  compiler: CompilerIdentity;
}

/** Raised when the wrappers, the environment or the treatment of the result changes: layers made before are then stale. */
const buildRoomVersion = '1';

/**
 * Everything that a recipe's layer depends on, name -> hash or value, with tokens as they stand: never jobs, root, target or cache path.
 * The names are what `why` shows.
 */
export function recipeInputs(recipe: Recipe, ingredients: RecipeIngredients): Record<string, string> {
  const inputs: Record<string, string> = {
    recipe: recipe.name,
    'build room': buildRoomVersion,
    libc: recipe.libc,
    'program interpreter': recipe.interpreter,
  };
  for (const { name, version, files, tree } of ingredients.sources) {
    const content = tree ? [`tree ${tree.sha256}`] : files.map(({ sha256 }) => sha256);
    inputs[`source ${name}`] = [version, ...content].join(' ');
  }
  for (const [unit, digest] of Object.entries(ingredients.dependencyDigests)) inputs[`dependency ${unit}`] = digest;
  for (const [name, value] of Object.entries(ingredients.compiler)) inputs[`compiler ${name}`] = value;
  for (const [name, file] of Object.entries(recipe.files ?? {})) {
    inputs[`file ${name}`] =
      'path' in file ? (ingredients.fileHashes[name] ?? missing(recipe, name)) : json([file.text, file.mode ?? null]);
  }
  const seen = new Map<string, number>();
  recipe.steps.forEach((step, index) => {
    const count = (seen.get(step.title) ?? 0) + 1;
    seen.set(step.title, count);
    const { argv, cwd = '@src@', env = {}, fakeroot = false } = step;
    // The place in the sequence counts; how progress is read does not.
    inputs[`step ${step.title}${count > 1 ? ` (${count})` : ''}`] = json([
      index,
      argv,
      cwd,
      Object.entries(env).sort(),
      fakeroot,
    ]);
  });
  if (recipe.attributes?.length) inputs.attributes = json(recipe.attributes);
  if (recipe.versions) inputs['versions asked for at most'] = json(Object.entries(recipe.versions).sort());
  if (recipe.leaksAllowed?.length) inputs['leaks allowed'] = json(recipe.leaksAllowed.map(({ glob }) => glob));
  return inputs;
}

const json = (value: unknown) => JSON.stringify(value);

function missing(recipe: Recipe, name: string): never {
  throw new TypeError(`recipe ${recipe.name}: no hash of its file ${name}`);
}
