import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import prettyBytes from 'pretty-bytes';
import { aptAccess } from './apt.js';
import type { Finding } from './doctor.js';
import { run } from './exec.js';
import type { Layout } from './layout.js';
import { freeSpace, nearestExisting, PER_LAYER } from './space.js';
import { findProgram } from './tools.js';
import { compareVersions } from './version.js';

const LEAST_NODE = '22';
const GiB = 2 ** 30;
const ADVISED_INODES = 100_000;

const ok = (what: string, detail: string): Finding => ({ what, state: 'ok', detail, fix: null, tool: null });
const warning = (what: string, detail: string, fix: string): Finding => ({
  what,
  state: 'warning',
  detail,
  fix,
  tool: null,
});

/** The Node that runs this. */
export function nodeFinding(version = process.versions.node): Finding {
  if (compareVersions(version, LEAST_NODE) >= 0) return ok('Node', version);
  return { what: 'Node', state: 'old', detail: version, fix: `install Node ${LEAST_NODE} or newer`, tool: null };
}

/** Space and inodes where the build writes. */
export function spaceFindings(layout: Layout, target: string): Promise<Finding[]> {
  const places = [
    { what: 'space for work and images', path: layout.state, bytes: 10 * GiB },
    { what: 'space for the cache', path: layout.cache.root, bytes: 5 * GiB },
    { what: 'space for the target', path: target, bytes: 2 * GiB },
  ];
  return Promise.all(
    places.map(async ({ what, path, bytes }): Promise<Finding> => {
      const free = await freeSpace(path);
      const detail = `${prettyBytes(free.bytes, { binary: true })}, ${free.inodes ?? 'any number of'} inodes free for ${path}`;
      const room = `make room: ${prettyBytes(bytes, { binary: true })} is advised`;
      if (free.bytes < PER_LAYER) return { what, state: 'missing', detail, fix: room, tool: null };
      if (free.bytes < bytes) return warning(what, detail, room);
      if (free.inodes !== null && free.inodes < ADVISED_INODES) {
        return warning(what, detail, `remove files, or use another file system: ${ADVISED_INODES} inodes are advised`);
      }
      return ok(what, detail);
    }),
  );
}

/** Whether this user may write where the build writes. */
export function rightsFindings(layout: Layout, target: string): Promise<Finding[]> {
  const places = [
    { what: 'rights in the deploy root', path: layout.state },
    { what: 'rights for images', path: layout.images },
    { what: 'rights in the cache', path: layout.cache.root },
    { what: 'rights in the target', path: target },
  ];
  return Promise.all(
    places.map(async ({ what, path }): Promise<Finding> => {
      const at = await nearestExisting(path);
      if (await may(at, constants.W_OK | constants.X_OK)) return ok(what, `${path} is writable`);
      const fix = `give yourself the right to write in ${at}, or choose another place`;
      return { what, state: 'missing', detail: `${at} is not writable`, fix, tool: null };
    }),
  );
}

export async function aptFinding(): Promise<Finding> {
  switch (await aptAccess()) {
    case 'root':
      return ok('installing packages', 'apt-get as root');
    case 'sudo':
      return ok('installing packages', 'apt-get through sudo');
    case 'password':
      return warning('installing packages', 'apt-get needs root', 'install what is missing as root');
    case 'none':
      return warning(
        'installing packages',
        'no apt-get',
        "install what is missing with this machine's package manager",
      );
  }
}

/** Only whether the device can be opened: whether a guest really starts is known when one was booted. */
export async function kvmFinding(device = '/dev/kvm'): Promise<Finding> {
  if (await may(device, constants.R_OK | constants.W_OK)) return ok('KVM', `${device} can be opened (not probed)`);
  const there = await may(device, constants.F_OK);
  const detail = there ? `${device} is not open to you (not probed)` : `no ${device}`;
  const fix = there ? 'join the group kvm' : 'switch virtualisation on; without it, verify emulates and takes minutes';
  return warning('KVM', detail, fix);
}

/** By making one. */
export async function userNamespaceFinding(): Promise<Finding> {
  const what = 'user namespaces';
  if ((await findProgram('unshare')) === null)
    return warning(what, 'no unshare to try them with', 'install util-linux');
  const { exitCode, stderr } = await run(['unshare', '--user', '--map-root-user', 'true'], { okCodes: [0, 1] });
  if (exitCode === 0) return ok(what, 'can be made');
  return warning(what, stderr.trim(), 'allow them: `sysctl -w user.max_user_namespaces=10000` as root');
}

const may = (file: string, mode: number) =>
  access(file, mode).then(
    () => true,
    () => false,
  );
