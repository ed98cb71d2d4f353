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
  /** With Plasma and what starts it. */
  desktop?: boolean;
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

/**
 * A Plasma Wayland session with a few programs. dbus-x11 stands for the session bus, which otherwise asks for systemd; nothing is
 * installed that is only recommended.
 */
const desktop = [
  ...['plasma-desktop', 'plasma-workspace', 'kwin-wayland', 'layer-shell-qt', 'qt6-wayland', 'xwayland'],
  ...['sddm', 'sddm-theme-breeze', 'elogind', 'polkitd', 'polkit-kde-agent-1', 'dbus-x11', 'dbus-bin'],
  ...['libgl1-mesa-dri', 'libegl1', 'libegl-mesa0', 'breeze-icon-theme', 'fonts-noto-core', 'fonts-hack'],
  ...['systemsettings', 'kscreen', 'powerdevil', 'plasma-pa', 'xdg-desktop-portal-kde', 'konsole', 'dolphin'],
  ...['pipewire', 'pipewire-pulse', 'wireplumber'],
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
  const size = options.desktop === true ? { bytes: 3 * GiB, inodes: 150_000 } : { bytes: GiB, inodes: 20_000 };
  await checkSpace([{ path: dir, ...size, what: 'the reference host' }]);
  const parent = await nearestExisting(path.dirname(dir));
  const made = await mkdtemp(path.join(parent, `.${path.basename(dir)}-`));
  const packages = [...base, ...(options.desktop === true ? desktop : []), ...options.include];
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
