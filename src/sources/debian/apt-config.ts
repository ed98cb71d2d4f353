import path from 'node:path';
import type { DebianSuite } from '../define.js';

/** Files of one suite's private apt state. */
export interface AptState {
  root: string;
  config: string;
  sources: string;
  status: string;
  lock: string;
  /** Its time stamp says when the index was last brought up to date. */
  updated: string;
}

export function aptState(root: string): AptState {
  return {
    root,
    config: path.join(root, 'apt.conf'),
    sources: path.join(root, 'etc/sources.list.d/debian.sources'),
    status: path.join(root, 'status'),
    lock: path.join(root, 'lock'),
    updated: path.join(root, 'updated'),
  };
}

/** Folders that apt expects to be there. */
export const aptFolders = (state: AptState) =>
  ['etc/sources.list.d', 'etc/apt.conf.d', 'etc/preferences.d', 'state/lists/partial', 'cache/archives/partial'].map(
    (folder) => path.join(state.root, folder),
  );

/** One deb822 stanza: binaries of amd64 and sources of one suite. */
export const aptSources = (suite: DebianSuite, mirror: string, keyring: string) =>
  `Types: deb deb-src\nURIs: ${mirror}\nSuites: ${suite}\nComponents: main\nArchitectures: amd64\nSigned-By: ${keyring}\n`;

/** The mirror that such a stanza names, without a slash at its end; null where it names none. */
export const mirrorIn = (sources: string): string | null => /^URIs: (\S+?)\/*$/m.exec(sources)?.[1] ?? null;

/**
 * An apt configuration that shares nothing with the host's but the way out: `hostAcquire` are its lines for HTTP (proxy,
 * certificates), and the logins for mirrors are read from where the host keeps them.
 */
export function aptConfig(state: AptState, hostAcquire: string[]): string {
  const at = (part: string) => JSON.stringify(path.join(state.root, part));
  return [
    `Dir::Etc ${at('etc')};`,
    'Dir::Etc::main "/dev/null";',
    'Dir::Etc::sourcelist "/dev/null";',
    `Dir::Etc::sourceparts ${at('etc/sources.list.d')};`,
    `Dir::Etc::parts ${at('etc/apt.conf.d')};`,
    'Dir::Etc::preferences "/dev/null";',
    `Dir::Etc::preferencesparts ${at('etc/preferences.d')};`,
    'Dir::Etc::trusted "/dev/null";',
    `Dir::Etc::trustedparts ${at('etc/trusted.gpg.d')};`,
    'Dir::Etc::netrc "/etc/apt/auth.conf";',
    'Dir::Etc::netrcparts "/etc/apt/auth.conf.d";',
    `Dir::State ${at('state')};`,
    `Dir::State::status ${JSON.stringify(state.status)};`,
    `Dir::Cache ${at('cache')};`,
    'APT::Architecture "amd64";',
    'APT::Architectures { "amd64"; };',
    // The cache folder is the user's own: apt's sandbox user could not write to it.
    'APT::Sandbox::User "root";',
    'Acquire::Languages "none";',
    // Half the size on disk for a few tenths of a second at each look-up.
    'Acquire::GzipIndexes "true";',
    'Dir::Cache::srcpkgcache "";',
    'Acquire::Retries "0";',
    'Acquire::http::Timeout "20";',
    'Acquire::https::Timeout "20";',
    ...hostAcquire,
    '',
  ].join('\n');
}

/** Of `apt-config dump`: how the host reaches mirrors. */
export const hostAcquireLines = (dump: string) =>
  dump.split('\n').filter((text) => /^Acquire::https?::[^ ]+ "[^"]+";$/.test(text) && !/::Timeout /.test(text));
