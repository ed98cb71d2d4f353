import { prebuilt, shell } from '../build/drivers/index.js';
import { prebuiltTools } from '../build/tools.js';
import type { Recipe, Step } from './define.js';

/** The loader's path is written into every program of a glibc distribution. */
const loader = '/lib64/ld-linux-x86-64.so.2';

/** Libraries of a glibc distribution in their own folder, where neither musl's loader nor its compiler looks. */
const libraries = 'usr/lib/x86_64-linux-gnu';

export interface GlibcBesideOptions {
  name: string;
  title: string;
  source: string;
  /** What is taken out of the packages besides the libraries: shell globs. */
  paths: string[];
  /** Names of the libraries that it needs, as shell globs. */
  libraries: string[];
  steps?: Step[];
  ship: string[];
}

/** A distribution's programs in a musl root: its binaries, with their own C library and loader beside ours. */
export function glibcBeside(options: GlibcBesideOptions): Recipe {
  const names = ['ld-linux-x86-64.so.2', 'libc.so.6', ...options.libraries];
  return {
    name: options.name,
    title: `${options.title} (prebuilt)`,
    sources: [options.source],
    dependencies: [],
    // No compiler takes part, so there is no sysroot.
    libc: 'none',
    interpreter: loader,
    steps: [
      ...prebuilt({ paths: [...options.paths, ...names.map((name) => `${libraries}/${name}`)] }),
      shell('link the loader', `mkdir -p @dest@/lib64\nln -s ../${libraries}/ld-linux-x86-64.so.2 @dest@${loader}`, {
        fakeroot: true,
      }),
      ...(options.steps ?? []),
    ],
    ship: [...options.ship, `${libraries}/*.so*`, loader.slice(1)],
    tools: prebuiltTools,
  };
}
