import { readdir } from 'node:fs/promises';
import { prerequisiteError } from '../host/errors.js';
import { checkNothingMountedIn, isMountPoint } from '../host/mounts.js';
import { describeMissing, lookUpAll } from '../host/tools.js';
import { targetIdFile } from '../layers/target.js';
import type { Tool } from '../recipes/define.js';
import type { PlanUnit } from './plan-types.js';
import type { Session } from './session.js';

/**
 * With `mountImage` the target is where scripts see images/part2.img mounted: what built-in phases make is brought into the image in place of the
 * folder. SmechVisor has no such image.
 */
export const mountsImage = ({ settings, profile }: Pick<Session, 'settings' | 'profile'>): boolean =>
  settings.mountImage && profile.name === 'smechos';

const tools: Tool[] = [
  { command: 'mount', package: 'mount' },
  { command: 'unshare', package: 'util-linux' },
];

/** What doctor looks for besides. */
export const mountTools = (session: Session): Tool[] => (mountsImage(session) ? tools : []);

/** Throws exit 3 where what is mounted at the target or in it stands in the way of these units, before anything is touched. */
export async function checkMounting(session: Session, units: PlanUnit[]): Promise<void> {
  const { path: target } = session.target;
  if (!mountsImage(session)) return await checkNothingMountedIn(target);
  const scripts = units.filter(({ kind }) => kind === 'script').map(({ unit }) => unit);
  if (scripts.length === 0) return;
  if (process.getuid?.() !== 0)
    throw prerequisiteError(
      `Mounting images/part2.img at ${target} for ${scripts.join(', ')} needs root: start the run with sudo, or take mountImage out of smechdeploy.json.`,
    );
  const missing = describeMissing(await lookUpAll(tools));
  if (missing !== null) throw prerequisiteError(missing);
  if (await isMountPoint(target))
    throw prerequisiteError(
      `Something is mounted at ${target}, where images/part2.img is to be mounted for ${scripts.join(', ')}: unmount it first.`,
    );
  const own = (await readdir(target).catch(() => [])).filter((name) => name !== targetIdFile);
  if (own.length > 0)
    throw prerequisiteError(
      `${target} is to be the mount point of images/part2.img and has files of its own (${own[0]}): empty it, or name another folder with --target.`,
    );
}
