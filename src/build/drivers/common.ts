import type { ProgressParser, Recipe, Step } from '../../recipes/define.js';

/** What the result runs against: decides cross arguments. */
export type Libc = Recipe['libc'];

/** The name that musl's compiler wrappers carry and that configure scripts get as `--host`. */
export const muslTriple = 'x86_64-smech-linux-musl';

/** Likewise for glibc, so that no configure script takes a cross compile for one that may look at this machine. */
export const glibcTriple = 'x86_64-smech-linux-gnu';

/** The triple of what is compiled against a sysroot; null for what is compiled for this machine or for none. */
export const tripleOf = (libc: Libc): string | null =>
  libc === 'musl' ? muslTriple : libc === 'glibc' ? glibcTriple : null;

/** Options that every driver takes. */
export interface DriverOptions {
  /** Added to every step's environment. */
  env?: Record<string, string>;
  /** How the compile step's output is read. Default: what the build tool prints by itself, if anything. */
  progress?: ProgressParser;
}

/** A step without the keys that have nothing to say, so that equal recipes hash equal however they were written. */
export function step(title: string, argv: string[], extra: Omit<Partial<Step>, 'title' | 'argv'> = {}): Step {
  const made: Step = { title, argv };
  if (extra.cwd !== undefined && extra.cwd !== '@src@') made.cwd = extra.cwd;
  if (extra.env && Object.keys(extra.env).length > 0) made.env = extra.env;
  if (extra.fakeroot) made.fakeroot = true;
  if (extra.progress) made.progress = extra.progress;
  return made;
}

/** Lines of a shell's as a step; the first that fails ends it. */
export const shell = (title: string, lines: string | string[], extra?: Parameters<typeof step>[2]): Step =>
  step(title, ['sh', '-e', '-c', [lines].flat().join('\n')], extra);

/**
 * Defaults, less those that `own` sets itself: `--libdir=lib` gives way to `--libdir=/lib` and to `-Dlibdir=/lib`.
 * Build tools differ in what they make of an option given twice.
 */
export function withDefaults(defaults: string[], own: string[]): string[] {
  const key = (arg: string) => /^(?:--|-D)([^=:]+)/.exec(arg)?.[1] ?? arg;
  const taken = new Set(own.map(key));
  return [...defaults.filter((arg) => !taken.has(key(arg))), ...own];
}
