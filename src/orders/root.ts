import { realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import { profiles } from '../profiles/index.js';

const ORDERS = profiles.map((profile) => profile.order);

/**
 * The deploy root: the folder named by `--root`, else the nearest one upwards from `cwd` with a build order of any profile.
 * Without symbolic links, so that every spelling of a root gives the same locks. Throws a usage error when there is none.
 */
export function findRoot(cwd: string, flag?: string): string {
  if (flag !== undefined) return namedRoot(path.resolve(cwd, flag));
  for (let dir = path.resolve(cwd); ; dir = path.dirname(dir)) {
    if (isRoot(dir)) return realpathSync(dir);
    if (dir === path.dirname(dir)) break;
  }
  throw usageError(
    `There is no ${ORDERS.join(' or ')} in ${path.resolve(cwd)} or above: go to a deploy root, name one with --root, or make one with \`smechdeploy-tui init DIR\`.`,
  );
}

/** True for a folder with a build order of any profile. */
export const isRoot = (dir: string) => ORDERS.some((name) => statsOf(path.join(dir, name))?.isFile());

function statsOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

function namedRoot(dir: string): string {
  const stats = statsOf(dir);
  if (!stats) throw usageError(`The deploy root ${dir} does not exist: make one with \`smechdeploy-tui init ${dir}\`.`);
  if (!stats.isDirectory())
    throw usageError(`The deploy root ${dir} is not a folder: name the folder that holds the build order.`);
  if (!isRoot(dir)) {
    throw usageError(
      `${dir} is no deploy root, it has no ${ORDERS.join(' or ')}: name another with --root, or make one with \`smechdeploy-tui init DIR\`.`,
    );
  }
  return realpathSync(dir);
}
