import path from 'node:path';

/** Where Debian keeps mkfs, debugfs, losetup, ...; not in an ordinary user's PATH. */
const SYSTEM = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** PATH with the folders of system programs at its end, as far as they were missing. */
export function completePath(value: string | undefined): string {
  const dirs = (value ?? '/usr/local/bin:/usr/bin:/bin').split(path.delimiter).filter((dir) => dir !== '');
  return [...dirs, ...SYSTEM.filter((dir) => !dirs.includes(dir))].join(path.delimiter);
}
