import { failure } from '../host/errors.js';

/** debugfs reads no longer lines. */
const longestLine = 8190;

/**
 * A word of a debugfs command: everything goes between double quotes, with inner ones doubled. A line break can't be said to it, nor can NUL.
 */
export function quote(word: string): string {
  if (/[\n\r\0]/.test(word)) {
    throw failure(
      `${JSON.stringify(word)} has a line break in its name, which debugfs can't write into an image: rename it.`,
    );
  }
  return `"${word.replaceAll('"', '""')}"`;
}

/** A name in the current folder; `./` because debugfs takes `<12>` for an inode number and `-x` for an option. */
const here = (name: string) => quote(`./${name}`);

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
  /** Takes a bare name only. Mode is 0 afterwards. */
  mknod: (name: string, kind: 'c' | 'b' | 'p', numbers: number[] = []) =>
    command('mknod', quote(name), kind, ...numbers.map(deviceNumber)),
  /** Does not raise the count of links: setLinks. */
  ln: (path: string, name: string) => command('ln', quote(path), here(name)),
  rm: (path: string) => command('rm', quote(path)),
  rmdir: (path: string) => command('rmdir', quote(path)),
  /** With the bits of the type. */
  setMode: (name: string, mode: number) => command('sif', here(name), 'mode', `0${mode.toString(8)}`),
  setOwner: (name: string, field: 'uid' | 'gid', id: number) => command('sif', here(name), field, String(id)),
  setModified: (name: string, epoch: number) => command('sif', here(name), 'mtime', `@${epoch}`),
  setLinks: (path: string, links: number) => command('sif', quote(path), 'links_count', String(links)),
  /** The value from a file: said inline it would end at the first quote. */
  setAttribute: (name: string, attribute: string, valueFile: string) =>
    command('ea_set', '-f', quote(valueFile), here(name), quote(attribute)),
  list: (inode: number) => command('ls', '-p', `<${inode}>`),
  stat: (inode: number) => command('stat', `<${inode}>`),
};

function deviceNumber(number: number): string {
  if (number > 65535)
    throw failure(`A device with the number ${number} can't be made in an image: debugfs takes numbers up to 65535.`);
  return String(number);
}
