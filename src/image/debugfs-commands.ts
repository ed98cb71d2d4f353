import { failure } from '../host/errors.js';

/** debugfs reads no longer lines. */
const longestLine = 8190;

/**
 * A word of a debugfs command: everything goes between double quotes, with inner ones doubled. A command with a line break in it can't be
 * read from a file: DebugfsSession takes none, it is run by itself.
 */
export const quote = (word: string) => `"${word.replaceAll('"', '""')}"`;

/** A name in the current folder, with `./` because debugfs takes `<12>` for an inode number and `-x` for an option; or a path. */
const here = (name: string) => quote(name.startsWith('/') ? name : `./${name}`);

function command(...words: string[]): string {
  const line = words.join(' ');
  if (Buffer.byteLength(line) > longestLine)
    throw failure(`${line.slice(0, 60)}... is longer than debugfs can read (${longestLine} bytes): use shorter paths.`);
  return line;
}

/** Paths are absolute within the image, names are in the folder of the last `cd`. Both must name no symbolic link on the way: debugfs does not follow the last folder's. */
export const debugfs = {
  open: (image: string) => command('open', '-w', quote(image)),
  close: () => 'close',
  /** 0: not clean, as long as it is written; 1: clean. */
  state: (state: 0 | 1) => command('ssv', 'state', String(state)),
  /** Time of everything that is made from now on. */
  setTime: (epoch: number) => command('set_current_time', `@${epoch}`),
  cd: (path: string) => command('cd', quote(path)),
  mkdir: (name: string) => command('mkdir', here(name)),
  /** `from` must be a regular file: of a folder debugfs makes a bogus file and says nothing. */
  write: (from: string, name: string) => command('write', quote(from), here(name)),
  symlink: (name: string, target: string) => command('symlink', here(name), quote(target)),
  /** Takes a bare name only. Mode is 0 afterwards; setDevice says numbers that it does not take. */
  mknod: (name: string, kind: 'c' | 'b' | 'p', numbers: number[] = []) =>
    command('mknod', quote(name), kind, ...numbers.map(String)),
  /** As the kernel keeps large numbers: the first word empty, both packed in the second. */
  setDevice: (name: string, major: number, minor: number) => [
    command('sif', here(name), 'block[0]', '0'),
    command('sif', here(name), 'block[1]', String(packDevice(major, minor))),
  ],
  /** Does not raise the count of links: setLinks. */
  ln: (path: string, name: string) => command('ln', quote(path), here(name)),
  rm: (path: string) => command('rm', quote(path)),
  rmdir: (path: string) => command('rmdir', quote(path)),
  /** Takes the name away and nothing else. */
  unlink: (path: string) => command('unlink', quote(path)),
  /** Another name of the same thing, given by its path; a folder keeps its count of links. */
  name: (path: string, other: string) => command('ln', quote(path), quote(other)),
  /** With the bits of the type. */
  setMode: (name: string, mode: number) => command('sif', here(name), 'mode', `0${mode.toString(8)}`),
  setOwner: (name: string, field: 'uid' | 'gid', id: number) => command('sif', here(name), field, String(id)),
  /** The low 32 bits of the seconds. Sets what setModifiedExtra says to nothing in some versions. */
  setModified: (name: string, low: number) => command('sif', here(name), 'mtime', `@0x${low.toString(16)}`),
  setModifiedExtra: (name: string, extra: number) => command('sif', here(name), 'mtime_extra', String(extra)),
  setLinks: (path: string, links: number) => command('sif', quote(path), 'links_count', String(links)),
  /** The value from a file: said inline it would end at the first quote. */
  setAttribute: (name: string, attribute: string, valueFile: string) =>
    command('ea_set', '-f', quote(valueFile), here(name), quote(attribute)),
  /** Says nothing where there is no such attribute. */
  removeAttribute: (name: string, attribute: string) => command('ea_rm', here(name), quote(attribute)),
  list: (inode: number) => command('ls', '-p', `<${inode}>`),
  stat: (inode: number) => command('stat', `<${inode}>`),
};

/** new_encode_dev of the kernel. */
const packDevice = (major: number, minor: number) => ((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12)) >>> 0;
