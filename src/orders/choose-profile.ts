import { existsSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import type { Profile } from '../profiles/define.js';
import { findProfile, profiles } from '../profiles/index.js';
import { didYouMean } from './suggest.js';

/** Where neither the operator nor the deploy root says which. */
const DEFAULT: Profile['name'] = 'smechvisor';

/**
 * The profile that is named; else the only one that the deploy root has a build order for; else the one used last; else SmechVisor.
 * Throws a usage error for a name that is none.
 */
export function chooseProfile(named: string | undefined, root: string, last?: string): Profile {
  if (named !== undefined) return profileNamed(named);
  const [only, ...others] = profiles.filter(({ order }) => existsSync(path.join(root, order)));
  if (only && others.length === 0) return only;
  return findProfile(last ?? DEFAULT) ?? profileNamed(DEFAULT);
}

/** Throws a usage error for a name that is none. */
export function profileNamed(name: string): Profile {
  const profile = findProfile(name);
  if (profile) return profile;
  const names = profiles.map((candidate) => candidate.name);
  throw usageError(
    `There is no profile ${JSON.stringify(name)}: choose ${names.join(' or ')} with --profile.${didYouMean(name, names)}`,
  );
}
