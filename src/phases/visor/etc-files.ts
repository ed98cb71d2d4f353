import { nameFiles } from '../etc-names.js';

/** Files of /etc that say which node and which release it is; the rest is in config/etc. */
export interface NodeIdentity {
  hostname: string;
  version: string;
}

export const identityFiles = ({ hostname, version }: NodeIdentity): Record<string, string> => ({
  ...nameFiles(hostname),
  'etc/issue': `SmechVisor ${version} \\n \\l\n\n`,
  'etc/os-release': [
    'NAME="SmechVisor"',
    'ID=smechvisor',
    `VERSION_ID=${version}`,
    `PRETTY_NAME="SmechVisor ${version}"`,
    '',
  ].join('\n'),
});

/** Folders of the root: mount points, homes, state. Modes where they are not 0755. */
export const skeletonFolders: [string, number?][] = [
  ...['boot', 'dev', 'home', 'media', 'mnt', 'opt', 'proc', 'run', 'srv', 'sys'].map((name): [string] => [name]),
  ...['etc/local.d', 'etc/network', 'etc/profile.d', 'usr/local/bin', 'usr/local/sbin'].map((name): [string] => [name]),
  ...['var/cache', 'var/lib', 'var/log', 'var/spool'].map((name): [string] => [name]),
  ['root', 0o700],
  ['tmp', 0o1777],
  ['var/tmp', 0o1777],
];

export const skeletonLinks: Record<string, string> = {
  'etc/mtab': '../proc/self/mounts',
  'var/run': '../run',
  'var/lock': '../run/lock',
};
