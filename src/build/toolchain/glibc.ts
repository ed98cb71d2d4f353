import { shellWord } from '../../state/shell-word.js';
import { glibcTriple } from '../drivers/common.js';
import { sysrootCompiler, type WrapperInput } from './wrappers.js';

/** Where a distribution's own glibc packages put libraries, beside /usr/lib for ours. */
const libraries = ['usr/lib', 'usr/lib/x86_64-linux-gnu', 'lib'];

/**
 * gcc or g++ for the glibc of the sysroot. Headers and libraries come from there; what belongs to the compiler itself (libgcc, and for C++ its
 * standard headers) stays the compiler's. `cxxHeaders`: absolute folders of those, for g++.
 */
export function glibcCompiler(input: WrapperInput, cxxHeaders: string[] = []): string {
  const links = libraries.map((folder) => `"-Wl,-rpath-link,$sysroot/${folder}"`);
  // The system's folder would come before the compiler's own headers where it were named by -isystem: --sysroot alone finds it.
  const headers =
    cxxHeaders.length === 0 ? [] : ['-nostdinc++', ...cxxHeaders.map((dir) => `-isystem ${shellWord(dir)}`)];
  const specs = shellWord(`${input.tools}/glibc.specs`.slice(input.work.length + 1));
  return sysrootCompiler(input, glibcTriple, [`"-specs=$up"${specs}`, ...headers, ...links].join(' '));
}

/** ld, started without gcc: it knows no library folder but the sysroot's. */
export const glibcLinker = ({ program, sysroot }: WrapperInput): string =>
  `#!/bin/sh\nexec ${[program, '-m', 'elf_x86_64', '-nostdlib', ...libraries.map((dir) => `-L${sysroot}/${dir}`)].map(shellWord).join(' ')} "$@"\n`;
