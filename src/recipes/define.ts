/**
 * A recipe is data: how one upstream source is fetched, configured, compiled and installed. It has no code of its own, so
 * its fingerprint is the hash of this data, of its sources and of its dependencies' layers.
 *
 * Tokens in argv, cwd, env and file contents are replaced when a step runs and hashed as they stand:
 *   @src@      the unpacked source            @build@    an empty build folder
 *   @dest@     DESTDIR                        @sysroot@  the linked layers of `dependencies` (its /usr, /lib, ...)
 *   @files@    the folder with `files`        @tools@    wrappers: compiler, ar, pkg-config (first in PATH)
 *   @host@     the linked layers of `hostDependencies`: programs that run on the build machine
 *   @jobs@     parallel jobs                  @epoch@    SOURCE_DATE_EPOCH
 */
export interface Recipe {
  name: string;
  title: string;
  /** Catalog names, with the first unpacked as @src@ and each other one as @src@/../NAME (`@work@/NAME`). */
  sources: string[];
  /** Recipes whose whole layers (headers and static libraries too) make up @sysroot@. `phase/recipe` or, of the same phase, `recipe`. */
  dependencies: string[];
  /** Recipes whose programs run during the build: linked into @host@. */
  hostDependencies?: string[];
  /** What the result runs against: decides the compiler wrapper and the leak check. */
  libc: 'musl' | 'glibc' | 'host' | 'none';
  /** ELF interpreter that programs must have; `static` when there must be none; `any` where files for other systems are built (GRUB, kernel). */
  interpreter: '/lib/ld-musl-x86_64.so.1' | '/lib64/ld-linux-x86-64.so.2' | 'static' | 'any';
  /** Own files the steps read, placed in @files@: key is the name there. */
  files?: Record<string, RecipeFile>;
  steps: Step[];
  /** Globs of the layer's paths that go into the target; the rest (headers, static libraries, build tools) is for sysroots only. */
  ship: string[];
  /** Globs below `ship` to leave out. */
  omit?: string[];
  /** What an earlier layer has at a path of this one stays: a restored service goes on as its distribution has set it up. */
  givesWay?: true;
  /** Owner, mode and capabilities of paths where `make install` can't say them; capabilities as setcap takes them: `cap_net_raw+ep`. */
  attributes?: { path: string; mode?: number; uid?: number; gid?: number; capabilities?: string }[];
  /** Paths of the layer, or of objects below `build/`, that may hold a build path or come from a foreign header: with the reason. */
  leaksAllowed?: { glob: string; why: string }[];
  /** The steps run in a system made from this Debian release, with its compiler and other programs, instead of on the machine itself. */
  buildRoot?: 'trixie';
  /** Host programs the steps start; with a `buildRoot`, those of it. */
  tools: Tool[];
  /** Names by which `--module` chooses several recipes at once. */
  groups?: string[];
  /** CPU seconds that it took elsewhere: the estimate while it has not run here. */
  cpuSeconds?: number;
  /** KDE's modules: where the first source asks for more than these versions, it is lowered to them before the steps. */
  versions?: VersionSet;
  /** Nobody has compiled it in this version of the project. */
  untried?: true;
}

/** What is released together, and asked for by a least version. */
export type VersionFamily = 'ecm' | 'frameworks' | 'plasma' | 'qt';
export type VersionSet = Record<VersionFamily, string>;

/** How a source with a prebuilt last place is to be had. */
export type Provision = (source: string) => 'source' | 'prebuilt';

/** Either a file that ships with this program or in the deploy root (deploy root wins), or literal text. */
export type RecipeFile = { path: string } | { text: string; mode?: number };

export interface Step {
  /** configure, compile, install, ...: shown as the progress label. */
  title: string;
  argv: string[];
  /** Default @src@. */
  cwd?: string;
  env?: Record<string, string>;
  /** Run under fakeroot, with the state that the capture reads: for install steps. In a build root extended attributes are `attributes`' to say. */
  fakeroot?: boolean;
  /** How progress is read from its output. Default: nothing. */
  progress?: ProgressParser;
}

/** `ninja`: [n/m]; `percent`: [ 42%]; `lines`: lines matching `pattern` counted against `total` (a figure from an earlier build). */
export type ProgressParser =
  | { kind: 'ninja' }
  | { kind: 'percent' }
  | { kind: 'lines'; pattern: string; total: number };

/** A host program, with the Debian package that has it. */
export interface Tool {
  command: string;
  package: string;
  /** Least version, compared by numeric fields. */
  atLeast?: string;
}
