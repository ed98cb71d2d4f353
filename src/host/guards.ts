import { constants, readdirSync } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prerequisiteError, usageError } from './errors.js';
import type { Layout } from './layout.js';
import { readUsers } from './owner.js';
import { packageRoot } from './package.js';
import { personalFolder } from './personal.js';
import type { DeploySettings } from './settings.js';
import { nearestExisting } from './space.js';

/** Neither they nor anything below them. */
const CLOSED = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/proc',
  '/run',
  '/sbin',
  '/sys',
  '/usr',
  '/var',
  '/snap',
];
/** Places in closed folders that are made for such things. */
const OPEN = ['/var/tmp', '/var/lib/machines', '/run/media'];
/** Not they themselves; a folder in them may be a target. */
const PARENTS = ['/', '/home', '/root', '/mnt', '/media', '/opt', '/srv', '/tmp', '/lost+found', ...OPEN];
/** What a deploy root needs for itself. */
const ROOT_OWN = ['bin', 'config', 'deps', 'essentials', 'images', '.git', '.venv', '.smechdeploy'];

/**
 * The target as an absolute path, checked: never a system folder, a home folder, the deploy root, the cache or the images; a folder
 * that can be written or made. Throws a usage error for a path that may never be one, a prerequisite error for missing rights.
 */
export async function checkTarget(target: string, layout: Layout): Promise<string> {
  const file = path.resolve(target);
  if (target === '' || /\p{Cc}/u.test(target)) {
    throw usageError(`The target ${JSON.stringify(target)} is no path: name a folder with --target.`);
  }
  const existing = await nearestExisting(file);
  const real = path.join(await realpath(existing).catch(() => existing), path.relative(existing, file));
  for (const candidate of new Set([file, real])) {
    const reason = await forbidden(candidate, layout);
    const through = candidate === file ? '' : `, where ${file} leads,`;
    if (reason !== null) {
      throw usageError(
        `The target must not be ${candidate}${through} ${reason}: name a folder of its own with --target, such as /mnt/smech.`,
      );
    }
  }
  const reason = await unusable(file, existing);
  if (reason !== null) throw prerequisiteError(reason);
  return file;
}

/** Why a path (absolute, normalised) may never be a target, as the end of a sentence; null when it may. */
async function forbidden(file: string, layout: Layout): Promise<string | null> {
  if (PARENTS.includes(file)) return '(a folder of the system)';
  if (CLOSED.some((dir) => isIn(dir, file)) && !OPEN.some((dir) => isIn(dir, file)))
    return '(it is in a folder of the system)';
  const homes = [
    os.homedir(),
    ...(await readUsers()).filter(({ uid }) => uid === 0 || uid >= 1000).map(({ home }) => home),
  ];
  if (homes.some((home) => isIn(file, home)) || /^\/home\/[^/]+$/.test(file)) {
    return '(a home folder, or one above it)';
  }
  for (const root of new Set([layout.root, packageRoot, ...rootsAround(file)])) {
    if (isIn(file, root)) return `(the deploy root ${root}, or a folder above it)`;
    const own = ROOT_OWN.map((name) => path.join(root, name)).find((dir) => isIn(dir, file));
    if (own && !(isIn(layout.targets, file) && file !== layout.targets))
      return `(it is in ${own}, which the deploy root ${root} needs itself)`;
  }
  const { root: cache } = layout.cache;
  const settings = personalFolder();
  if (isIn(file, settings)) return `(your settings are in ${settings})`;
  if (isIn(cache, file) || isIn(file, cache)) return `(the cache is ${cache})`;
  if (isIn(layout.images, file) || isIn(file, layout.images)) return `(the images are in ${layout.images})`;
  return null;
}

/** Deploy roots that a path is or lies in, whoever's. */
const rootsAround = (file: string): string[] =>
  ancestors(file).filter((dir) => {
    try {
      return readdirSync(dir).some((name) => /^build_order.*\.txt$/.test(name));
    } catch {
      return false;
    }
  });

const ancestors = (file: string): string[] =>
  file === path.dirname(file) ? [] : [file, ...ancestors(path.dirname(file))];

/** Why a target can't be written, as a sentence; null when it can. `existing` is its nearest parent that exists. */
async function unusable(file: string, existing: string): Promise<string | null> {
  const stats = await stat(existing).catch(() => null);
  if (!stats)
    return `The target ${file} can't be looked at: give yourself rights on ${path.dirname(existing)}, or name another with --target.`;
  if (!stats.isDirectory())
    return `The target ${file} can't be made, ${existing} is no folder: name another with --target.`;
  try {
    await access(existing, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EROFS')
      return `The target ${file} is on a file system that is mounted read-only: remount it, or name another with --target.`;
    const what = existing === file ? 'is not writable' : `can't be made, ${existing} is not writable`;
    return `The target ${file} ${what} for you: run as a user who may write there, or name another with --target.`;
  }
}

/** True for the folder itself and everything below it. */
const isIn = (dir: string, file: string) => file === dir || file.startsWith(dir === '/' ? '/' : `${dir}/`);

export interface TargetChoice {
  path: string;
  /** Where it was named. */
  from: 'flag' | 'SMECH_TARGET' | 'smechdeploy.json' | 'setting' | 'profile' | 'fallback';
}

export interface TargetSources {
  flag?: string | undefined;
  env: NodeJS.ProcessEnv;
  settings: DeploySettings;
  /** Targets by profile, from the operator's settings. */
  personal: { targets?: Record<string, string> | undefined };
  profile: { name: string; defaultTarget: string };
  layout: Layout;
  /** What a relative flag or SMECH_TARGET starts from. Default: the working directory. */
  cwd?: string;
}

/**
 * The target: flag, SMECH_TARGET, smechdeploy.json, the operator's setting, the profile's default, or, where that can't be written,
 * .smechdeploy/target/PROFILE. A named one is not replaced: checkTarget says what is wrong with it.
 */
export async function resolveTarget(sources: TargetSources): Promise<TargetChoice> {
  const { flag, env, settings, personal, profile, layout, cwd = process.cwd() } = sources;
  if (flag !== undefined) return { path: flag && path.resolve(cwd, flag), from: 'flag' };
  if (env.SMECH_TARGET) return { path: path.resolve(cwd, env.SMECH_TARGET), from: 'SMECH_TARGET' };
  if (settings.target) return { path: path.resolve(layout.root, settings.target), from: 'smechdeploy.json' };
  const own = personal.targets?.[profile.name];
  if (own) return { path: path.resolve(layout.root, own), from: 'setting' };
  const { defaultTarget } = profile;
  if ((await unusable(defaultTarget, await nearestExisting(defaultTarget))) === null)
    return { path: defaultTarget, from: 'profile' };
  return { path: path.join(layout.targets, profile.name), from: 'fallback' };
}
