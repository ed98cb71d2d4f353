import path from 'node:path';
import { failure } from '../../host/errors.js';
import type { Programs } from '../toolchain/host-tools.js';

/** Folders of the root that steps see, none of which they can change. `/var` and others have nothing that a compile needs. */
const shown = ['usr', 'etc'];
const links = { bin: 'usr/bin', sbin: 'usr/sbin', lib: 'usr/lib', lib64: 'usr/lib64' };

/**
 * The programs of a build root, started through bubblewrap: the root's /usr and /etc, read-only; `writable` folders at the same paths as
 * outside, so that wrappers and logs name them alike; no network, no other file of this machine, processes of its own that end with it.
 */
export function buildRootPrograms(root: string, writable: string[]): Programs {
  for (const folder of writable)
    for (const name of shown)
      if (folder === `/${name}` || folder.startsWith(`/${name}/`))
        throw failure(
          `${folder} lies where a build root has its own /${name}: move the deploy root or the cache elsewhere.`,
        );
  const prefix = [
    ...['bwrap', '--die-with-parent', '--unshare-net', '--unshare-pid', '--unshare-ipc'],
    ...['--unshare-uts', '--hostname', 'smechlabs'],
    ...shown.flatMap((name) => ['--ro-bind', path.join(root, name), `/${name}`]),
    ...Object.entries(links).flatMap(([name, target]) => ['--symlink', target, `/${name}`]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--dir', '/var/tmp'],
    ...writable.flatMap((folder) => ['--bind', folder, folder]),
  ];
  return { root, enter: (argv, cwd = '/') => [...prefix, '--chdir', cwd, '--', ...argv] };
}
