import { accessSync, constants } from 'node:fs';
import { sentenceOf } from '../state/sentence-of.js';
import type { Finding } from './doctor.js';
import { prerequisiteError, usageError } from './errors.js';
import type { Layout } from './layout.js';
import { makeFolder } from './make-folder.js';
import { writeRemedy } from './write-remedy.js';

/**
 * What a path may not have in it for programs to be compiled below it: make splits words at blanks, Linux's build refuses blanks and
 * colons in its folders, shells of fakeroot and of configure scripts read the rest.
 */
const UNBUILDABLE = /[\s"'`$#&;:|<>()[\]{}*?!\\%]/u;

const places = (layout: Layout) => [
  { what: 'deploy root', path: layout.root, fix: 'move it, or name another with --root' },
  { what: 'cache', path: layout.cache.root, fix: 'name another with SMECHDEPLOY_CACHE_DIR' },
];

/** The character of a path that keeps programs from being compiled below it, as it is named to people; null when there is none. */
export function unbuildable(path: string): string | null {
  const found = UNBUILDABLE.exec(path)?.[0];
  if (found === undefined) return null;
  return found === ' ' ? 'a space' : /\s/u.test(found) ? 'a blank other than a space' : found;
}

/** Throws a usage error when recipes can't be compiled where this deploy root or its cache lies. */
export function checkBuildable(layout: Layout): void {
  for (const { what, path, fix } of places(layout)) {
    const found = unbuildable(path);
    if (found !== null)
      throw usageError(`The ${what} ${path} has ${found} in its path, and nothing can be compiled below it: ${fix}.`);
  }
}

/** Throws exit 3 where the cache can't be written: now, and not when the first result is kept there. */
export function checkCache({ cache }: Layout): void {
  try {
    makeFolder(cache.root);
    accessSync(cache.root, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw prerequisiteError(
      `The cache ${cache.root} can't be written (${sentenceOf(cause)}): ${writeRemedy(cause)}, or name another with SMECHDEPLOY_CACHE_DIR.`,
      { cause },
    );
  }
}

/** The same for `doctor`. */
export const buildableFindings = (layout: Layout): Finding[] =>
  places(layout).map(({ what, path, fix }) => {
    const found = unbuildable(path);
    const seen = { what: `path of the ${what}`, tool: null };
    if (found === null) return { ...seen, state: 'ok', detail: path, fix: null };
    return { ...seen, state: 'missing', detail: `${path} has ${found} in it: nothing can be compiled there`, fix };
  });
