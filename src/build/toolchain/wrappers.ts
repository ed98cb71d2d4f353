import { shellWord } from '../../state/shell-word.js';
import { muslTriple } from '../drivers/common.js';

/** What wrappers are written from. All paths are absolute and real; the folders are in `work`. */
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

const command = (words: (string | undefined)[]) =>
  words.flatMap((word) => (word === undefined ? [] : [shellWord(word)])).join(' ');

/**
 * Start of a compiler wrapper: paths into the work folder become relative to the current folder (`$up` leads to the work folder). So what
 * the compiler sees, and the compiler cache hashes, is the same in every work folder, with a compiler cache and without. Answers are for other
 * folders too and have whole paths: `-print-...`, and what libtool asks by `-shared -v` for start files.
 */
const relativePaths = ({ work }: WrapperInput): string => `#!/bin/sh
work=${shellWord(work)}
up=
case $PWD/ in
  "$work"/*)
    rest=\${PWD#"$work"}
    while [ -n "$rest" ]; do up=../$up; rest=\${rest%/*}; done
    up=\${up:-./} ;;
  *) up=$work/ ;;
esac
case " $* " in
  *" -print-"*|*" -shared -v "*|*" -shared "*" -v "*) up=$work/ ;;
esac
`;

/** Cases of the wrapper's loop over arguments, for those that name something in the work folder. */
const relativeCases = `    "$work"/*) arg=$up\${arg#"$work"/} ;;
    -[ILB]"$work"/*) rest=\${arg#-?"$work"/}; arg=\${arg%"$work/$rest"}$up$rest ;;
    -isystem"$work"/*|-iquote"$work"/*|-f*-prefix-map="$work"/*) rest=\${arg#*"$work"/}; arg=\${arg%"$work/$rest"}$up$rest ;;
`;

/** So that no build path gets into a program: where the sources lay becomes /usr/src/NAME, the sysroot the root. Of several that fit the last counts. */
const prefixMaps = ({ name, work, src, sysroot }: WrapperInput): string => {
  const maps = [
    [work, `/usr/src/${name}`],
    [src, `/usr/src/${name}`],
    [sysroot, ''],
  ] as const;
  const relative = (folder: string) => (folder === work ? '' : folder.slice(work.length + 1));
  return maps
    .flatMap(([from, to]) => [
      shellWord(`-ffile-prefix-map=${from}=${to}`),
      `"-ffile-prefix-map=$up"${shellWord(`${relative(from)}=${to}${relative(from) === '' ? '/' : ''}`)}`,
    ])
    .join(' ');
};

/** gcc or g++ for programs that run on this machine, kernels and boot loaders. */
export const hostCompiler = (input: WrapperInput): string => `${relativePaths(input)}for arg do
  shift
  case $arg in
${relativeCases}  esac
  set -- "$@" "$arg"
done
exec ${command([input.ccache, input.program])} ${prefixMaps(input)} "$@"
`;

/**
 * gcc for the musl of the sysroot. A path of this machine's /usr/include or /usr/lib (a configure script derived it from --prefix=/usr) means
 * the same path in the sysroot; questions about where libraries lie are answered for the sysroot.
 */
export function muslCompiler(input: WrapperInput): string {
  const { work, tools } = input;
  const specs = shellWord(`${tools}/musl.specs`.slice(work.length + 1));
  return sysrootCompiler(input, muslTriple, `"-specs=$up"${specs}`);
}

/** meson takes the sysroot's libraries for private ones, but no run path of the target can lead into the work folder. */
const keepRunPath = `# outside PATHS: those of a list that lie outside of the work folder, in $kept.
outside() {
  kept= before=$IFS IFS=:
  for entry in $1; do
    case $entry in "$work"/*) ;; *) kept=\${kept:+$kept:}$entry ;; esac
  done
  IFS=$before
}
`;

/** A compiler for `triple` in the sysroot. `options` stand after `--sysroot`, in the shell's words. */
export function sysrootCompiler(input: WrapperInput, triple: string, options: string): string {
  const { work, sysroot, tools, program, ccache } = input;
  return `${relativePaths(input)}${keepRunPath}sysroot="$up"${shellWord(sysroot.slice(work.length + 1))}
for arg do
  shift
  case $arg in
    -dumpmachine) echo ${triple}; exit ;;
    -print-multiarch) echo; exit ;;
    -print-sysroot) echo "$sysroot"; exit ;;
    -print-search-dirs)
      echo "install: "${shellWord(`${tools}/`)}
      echo "programs: ="${shellWord(tools)}
      echo "libraries: =$sysroot/usr/lib:$sysroot/lib:"${shellWord(`${tools}/lib`)}
      exit ;;
    -Wl,-rpath,*"$work"/*) outside "\${arg#-Wl,-rpath,}"; [ -n "$kept" ] || continue; arg=-Wl,-rpath,$kept ;;
${relativeCases}    */gcc/x86_64-*) ;;
    -I/usr/include*|-I/usr/local/*|-I/usr/lib*) arg=-I$sysroot\${arg#-I} ;;
    -L/usr/lib*|-L/lib*|-L/usr/local/*) arg=-L$sysroot\${arg#-L} ;;
    /usr/include*|/usr/local/*|/usr/lib*|/lib/*) arg=$sysroot$arg ;;
  esac
  set -- "$@" "$arg"
done
exec ${command([ccache, program])} "--sysroot=$sysroot" ${options} ${prefixMaps(input)} "$@"
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
export PKG_CONFIG_LIBDIR=${shellWord(folders.join(':'))}
export PKG_CONFIG_SYSROOT_DIR=${shellWord(sysroot)}
exec ${command([program])} "$@"
`;
}

/** Starts a module of this program with its own Node. */
export const nodeProgram = (node: string, module: string): string =>
  `#!/bin/sh\nexec ${command([node, module])} "$@"\n`;
