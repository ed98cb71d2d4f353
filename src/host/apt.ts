import { readdir } from 'node:fs/promises';
import { prerequisiteError } from './errors.js';
import { run } from './exec.js';
import { findProgram, installCommand } from './tools.js';

/** How packages can be installed without asking for a password. */
export type AptAccess = 'root' | 'sudo' | 'password' | 'none';

/** `root`: this is root; `sudo`: `sudo -n` works; `password`: only somebody else can; `none`: no apt-get on this machine. */
export async function aptAccess(): Promise<AptAccess> {
  if ((await findProgram('apt-get')) === null) return 'none';
  if (process.getuid?.() === 0) return 'root';
  if ((await findProgram('sudo')) === null) return 'password';
  const { exitCode } = await run(['sudo', '-n', 'true'], { okCodes: [0, 1] });
  return exitCode === 0 ? 'sudo' : 'password';
}

export interface InstallOptions {
  signal?: AbortSignal;
  /** What apt-get prints. */
  onOutput?: (chunk: string) => void;
}

/**
 * Installs Debian packages without questions, with fresh package lists where there are none or where they are too old to have a
 * package. Throws a prerequisite error that names the exact command where this user may not, or why apt-get could not.
 */
export async function installPackages(packages: string[], options: InstallOptions = {}): Promise<void> {
  if (packages.length === 0) return;
  const access = await aptAccess();
  if (access === 'none') throw withoutApt(packages);
  if (access === 'password') {
    throw prerequisiteError(
      `Installing ${packages.join(', ')} needs root: run \`${installCommand(packages).join(' ')}\`, then this again.`,
    );
  }
  const aptGet = (args: string[]) =>
    run([...prefix(access), 'apt-get', ...APT_OPTIONS, ...args], { ...options, okCodes: [0, APT_FAILED] });
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (!(await hasLists())) await aptGet(['update']);
  const first = await aptGet(install);
  if (first.exitCode === 0) return;
  await aptGet(['update']);
  const second = await aptGet(install);
  if (second.exitCode === 0) return;
  const why = second.stderr.split('\n').find((line) => line.startsWith('E: ')) ?? 'E: it does not say why';
  throw prerequisiteError(
    `apt-get could not install ${packages.join(', ')} (${why.slice(3)}): mend that (is the network up?), then run \`${installCommand(packages).join(' ')}\` by hand.`,
  );
}

/**
 * Installs Debian packages on the operator's terminal, where sudo may ask what it has to: this program sees none of it. Waits for
 * enter, so that what was printed can be read.
 */
export async function installOnTerminal(packages: string[], signal: AbortSignal): Promise<void> {
  if ((await aptAccess()) === 'none') throw withoutApt(packages);
  const { execa } = await import('execa');
  const aptGet = [...prefix(process.getuid?.() === 0 ? 'root' : 'terminal'), 'apt-get', ...APT_OPTIONS].join(' ');
  const script = `
    install() { ${aptGet} install -y --no-install-recommends "$@"; }
    echo "Installing $*"
    install "$@" || { ${aptGet} update && install "$@"; }
    printf '\\nEnter goes back to the interface. '
    read -r _`;
  await execa('sh', ['-c', script, 'sh', ...packages], { stdio: 'inherit', reject: false, cancelSignal: signal });
}

const withoutApt = (packages: string[]) =>
  prerequisiteError(
    `This machine has no apt-get: install ${packages.join(', ')} (Debian's package names) with its own package manager.`,
  );

/** Its exit code for every failure. */
const APT_FAILED = 100;
const APT_OPTIONS = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Options::=--force-confold'];

/** sudo drops the environment, so what keeps Debian's programs from asking is set behind it. */
const prefix = (access: 'root' | 'sudo' | 'terminal') => [
  ...(access === 'sudo' ? ['sudo', '-n'] : access === 'terminal' ? ['sudo'] : []),
  'env',
  'DEBIAN_FRONTEND=noninteractive',
  'NEEDRESTART_MODE=l',
  'LC_ALL=C',
];

const hasLists = async () =>
  (await readdir('/var/lib/apt/lists').catch(() => [])).some((name) => name.includes('_Packages'));
