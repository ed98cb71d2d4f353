import { hostMirror } from './debian-mirror.js';
import { prerequisiteError } from './errors.js';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export const mmdebstrapTools = [
  { command: 'mmdebstrap', package: 'mmdebstrap' },
  { command: keyring, package: 'debian-archive-keyring' },
];

export interface Bootstrap {
  suite: string;
  /** Debian packages beyond the base, with what they need and nothing that they merely recommend. */
  packages: string[];
  /** A folder, or `-` for a tar archive on standard output. */
  target: string;
  /** mmdebstrap's own, such as `--mode=root`. */
  options: string[];
}

/** The command that makes a Debian of one suite from the mirror that this machine's apt uses, each file through apt's signature chain. */
export async function mmdebstrapCommand({ suite, packages, target, options }: Bootstrap): Promise<string[]> {
  const mirror = await hostMirror();
  if (mirror === null)
    throw prerequisiteError("This machine's apt names no mirror of Debian: add one in /etc/apt/sources.list.d.");
  const source = `deb [signed-by=${keyring}] ${mirror} ${suite} main`;
  return ['mmdebstrap', '--variant=minbase', `--include=${packages.join(',')}`, ...options, suite, target, source];
}
