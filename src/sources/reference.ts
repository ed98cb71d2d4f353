import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { prerequisiteError, usageError } from '../host/errors.js';
import { run } from '../host/exec.js';
import { mmdebstrapCommand, mmdebstrapTools } from '../host/mmdebstrap.js';
import { checkSpace, nearestExisting } from '../host/space.js';
import { describeMissing, lookUpAll } from '../host/tools.js';

export interface ReferenceOptions {
  suite?: string;
  /** Debian packages beyond the base. */
  include: string[];
  signal: AbortSignal;
  onOutput?: (chunk: string) => void;
}

const SUITE = 'trixie';
const GiB = 2 ** 30;

/** A system that starts with sysvinit and OpenRC; nothing here needs systemd as init. */
const base = [
  ...['sysvinit-core', 'openrc', 'udev', 'kmod', 'procps', 'psmisc', 'iproute2', 'ifupdown', 'login', 'less'],
  ...['e2fsprogs', 'dosfstools', 'fdisk', 'ca-certificates', 'tzdata', 'libpam-elogind', 'dbus'],
];

/** Makes a folder with a whole Debian in it, as a host that SmechOS's base is restored from. It gets its name when it is complete. */
export async function createReference(
  dir: string,
  options: ReferenceOptions,
): Promise<{ suite: string; packages: string[] }> {
  const suite = options.suite ?? SUITE;
  for (const word of [suite, ...options.include])
    if (!/^[a-z0-9][a-z0-9.+-]*$/.test(word))
      throw usageError(`${JSON.stringify(word)} is no name of Debian's: correct it.`);
  const there = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw usageError(`${dir} can't be used (${error.code}): name a folder that is new or empty.`);
  });
  if (there.length > 0) throw usageError(`${dir} is not empty: name a folder that is new or empty.`);
  const missing = describeMissing(await lookUpAll(mmdebstrapTools));
  if (missing !== null) throw prerequisiteError(missing);
  await checkSpace([{ path: dir, bytes: GiB, inodes: 20_000, what: 'the reference host' }]);
  const parent = await nearestExisting(path.dirname(dir));
  const made = await mkdtemp(path.join(parent, `.${path.basename(dir)}-`));
  const packages = [...base, ...options.include];
  try {
    const target = path.join(made, 'root');
    await run(await mmdebstrapCommand({ suite, packages, target, options: [`--mode=${modeOf()}`] }), {
      signal: options.signal,
      ...(options.onOutput ? { onOutput: options.onOutput } : {}),
    });
    await rm(dir, { recursive: true, force: true });
    await rename(target, dir);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return { suite, packages };
}

/** Without root the owners of files are those of a name space of the user's: only root gets them as they are. */
function modeOf(): string {
  if (process.getuid?.() === 0) return 'root';
  throw prerequisiteError(
    'Making a reference host needs root, for the owners of its files: run this command with sudo.',
  );
}
