import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { failure } from '../host/errors.js';
import type { Leak } from './leak-check.js';
import type { Programs } from './toolchain/host-tools.js';

export interface HeaderCheck {
  /** Where ninja was run, or its parent. */
  build: string;
  /** What may be compiled from: the work folder, with source, sysroot and tools in it. */
  work: string;
  programs: Programs;
  signal: AbortSignal;
}

/** Headers that belong to the compiler, whatever the sysroot: its own and those of C++. */
const compilersOwn = /^\/usr\/(lib\/gcc\/|include\/c\+\+\/|include\/[^/]+\/c\+\+\/)/;

/**
 * Objects that were compiled with a header of the build machine, by what ninja learnt from the compiler. Such an object may look well and
 * be wrong: its header need not fit the library of the sysroot. Nothing where ninja wasn't used.
 */
export async function headerLeaks(check: HeaderCheck): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const name of await readdir(check.build, { recursive: true }))
    if (path.basename(name) === '.ninja_deps') leaks.push(...(await leaksIn(path.dirname(name), check)));
  return leaks;
}

async function leaksIn(folder: string, { build, work, programs, signal }: HeaderCheck): Promise<Leak[]> {
  const cwd = path.join(build, folder);
  const [file = '', ...args] = programs.enter(['ninja', '-C', cwd, '-t', 'deps'], cwd);
  const ninja = execa(file, args, { stdin: 'ignore', reject: false, buffer: false, cancelSignal: signal });
  const reader = createDepsReader(cwd, work);
  for await (const line of ninja) reader.read(line);
  const { exitCode } = await ninja;
  if (exitCode !== 0) throw failure(`ninja does not say what ${cwd} was compiled from (it exited with ${exitCode}).`);
  return reader.leaks();
}

/** Reads `ninja -t deps` line by line: an object with a colon, then its headers, indented. Pure. */
export function createDepsReader(folder: string, work: string) {
  const found = new Map<string, string>();
  let object = '';
  const ours = (file: string) => !path.relative(work, file).startsWith('..') || compilersOwn.test(file);
  return {
    read: (line: string): void => {
      const header = /^ {4}(\S.*)$/.exec(line)?.[1];
      if (header === undefined) {
        object = /^(\S.*): #deps /.exec(line)?.[1] ?? object;
        return;
      }
      // cmake's own steps, such as moc's, name programs and cmake's modules.
      if (!/\.(o|obj|gch|pch)$/.test(object)) return;
      const file = path.resolve(folder, header);
      if (!ours(file) && !found.has(object)) found.set(object, file);
    },
    /** One for each object: the first such header. */
    leaks: (): Leak[] =>
      [...found].map(([name, header]) => ({
        path: path.relative(work, path.resolve(folder, name)),
        found: `was compiled with ${header}, a header of the build machine`,
      })),
  };
}
