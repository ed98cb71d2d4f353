import { muslTriple } from '../drivers/common.js';

/** What wrappers are written from. All paths are absolute. */
export interface WrapperInput {
  /** Recipe name: sources are said to lie in /usr/src/NAME. */
  name: string;
  work: string;
  src: string;
  sysroot: string;
  tools: string;
  /** This machine's program, such as /usr/bin/gcc. */
  program: string;
  /** This machine's ccache, if it has one. */
  ccache: string | undefined;
}

/** One word for sh. */
export const shellQuote = (word: string): string =>
  /^[\w@%+=:,./-][\w@%+=:,./~-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** So that no build path gets into a program: where the sources lay becomes /usr/src/NAME, the sysroot the root. The last one that fits wins. */
export const prefixMaps = ({ name, work, src, sysroot }: WrapperInput): string[] => [
  `-ffile-prefix-map=${work}=/usr/src/${name}`,
  `-ffile-prefix-map=${src}=/usr/src/${name}`,
  `-ffile-prefix-map=${sysroot}=`,
];

const command = (words: (string | undefined)[]) =>
  words.flatMap((word) => (word === undefined ? [] : [shellQuote(word)])).join(' ');

/** gcc or g++ for programs that run on this machine, kernels and boot loaders. */
export const hostCompiler = (input: WrapperInput): string =>
  `#!/bin/sh\nexec ${command([input.ccache, input.program, ...prefixMaps(input)])} "$@"\n`;

/**
 * gcc for the musl of the sysroot. A path of this machine's /usr/include or /usr/lib (a configure script derived it from --prefix=/usr) means
 * the same path in the sysroot; questions about where libraries lie are answered for the sysroot.
 */
export function muslCompiler(input: WrapperInput): string {
  const { sysroot, tools, program, ccache } = input;
  const gcc = [`--sysroot=${sysroot}`, '-specs', `${tools}/musl.specs`, ...prefixMaps(input)];
  return `#!/bin/sh
sysroot=${shellQuote(sysroot)}
for arg do
  shift
  case $arg in
    -dumpmachine) echo ${muslTriple}; exit ;;
    -print-multiarch) echo; exit ;;
    -print-sysroot) echo "$sysroot"; exit ;;
    -print-search-dirs) echo "libraries: =$sysroot/usr/lib:$sysroot/lib:"${shellQuote(`${tools}/lib`)}; exit ;;
    -I"$sysroot"*|-L"$sysroot"*|"$sysroot"*|*/gcc/x86_64-*) ;;
    -I/usr/include*|-I/usr/local/*|-I/usr/lib*) arg=-I$sysroot\${arg#-I} ;;
    -L/usr/lib*|-L/lib*|-L/usr/local/*) arg=-L$sysroot\${arg#-L} ;;
    /usr/include*|/usr/local/*|/usr/lib*|/lib/*) arg=$sysroot$arg ;;
  esac
  set -- "$@" "$arg"
done
exec ${command([ccache, program, ...gcc])} "$@"
`;
}

/** ld, started without gcc: it knows no library folder but the sysroot's. */
export const muslLinker = ({ program, sysroot }: WrapperInput): string =>
  `#!/bin/sh\nexec ${command([program, '-m', 'elf_x86_64', '-nostdlib', `-L${sysroot}/usr/lib`, `-L${sysroot}/lib`])} "$@"\n`;

/** pkg-config that knows the sysroot's packages only. */
export function sysrootPkgConfig({ program, sysroot }: WrapperInput): string {
  const folders = ['usr/lib/pkgconfig', 'usr/share/pkgconfig', 'lib/pkgconfig'].map((dir) => `${sysroot}/${dir}`);
  return `#!/bin/sh
unset PKG_CONFIG_PATH
export PKG_CONFIG_LIBDIR=${shellQuote(folders.join(':'))}
export PKG_CONFIG_SYSROOT_DIR=${shellQuote(sysroot)}
exec ${command([program])} "$@"
`;
}

/** Starts a module of this program with its own Node. */
export const nodeProgram = (node: string, module: string): string =>
  `#!/bin/sh\nexec ${command([node, module])} "$@"\n`;
