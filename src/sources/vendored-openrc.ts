import { existsSync } from 'node:fs';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';

/** Relative to the deploy root. */
export const openrcSkeleton = 'deps/others/openrc_install';

/**
 * The operator's own installed OpenRC (a folder with sbin/openrc), which goes before every other place. Null without that folder;
 * one with something else in it is refused.
 */
export function vendoredOpenrc(layout: Layout): string | null {
  const folder = path.join(layout.root, openrcSkeleton);
  if (!existsSync(folder)) return null;
  if (['sbin/openrc', 'usr/sbin/openrc'].some((program) => existsSync(path.join(folder, program)))) return folder;
  throw usageError(
    `${folder} is no installed OpenRC (it has no sbin/openrc): mend or remove it; OpenRC's source goes into essentials/sources/ as a tarball.`,
  );
}
