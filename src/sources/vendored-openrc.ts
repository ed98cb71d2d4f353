import { access } from 'node:fs/promises';
import path from 'node:path';
import { usageError } from '../host/errors.js';
import type { Layout } from '../host/layout.js';

/**
 * deps/others/openrc_install of the deploy root: an installed OpenRC to copy (it has sbin/openrc), or OpenRC's source tree
 * (it has meson.build). Null without that folder; one that is neither is refused.
 */
export async function vendoredOpenrc(layout: Layout): Promise<{ kind: 'skeleton' | 'source'; path: string } | null> {
  const folder = path.join(layout.root, 'deps/others/openrc_install');
  if (!(await exists(folder))) return null;
  for (const program of ['sbin/openrc', 'usr/sbin/openrc']) {
    if (await exists(path.join(folder, program))) return { kind: 'skeleton', path: folder };
  }
  if (await exists(path.join(folder, 'meson.build'))) return { kind: 'source', path: folder };
  throw usageError(
    `${folder} is neither an installed OpenRC (sbin/openrc) nor its source tree (meson.build): mend or remove it.`,
  );
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
