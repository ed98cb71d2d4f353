import type { Recipe, Step, Tool } from '../define.js';
import { units } from '../names.js';

export interface LibraryOptions {
  name: string;
  title: string;
  /** Default: the catalog entry of the same name. */
  source?: string;
  /** Beside glibc: recipes of the same phase, or `phase/recipe`. */
  needs?: string[];
  hostNeeds?: string[];
  /** The recipe with the C library's sysroot. Default: that of Qt's dependencies. */
  sdk?: string;
  steps: Step[];
  tools: Tool[];
  omit?: string[];
}

/** What is for compiling against a library, or to be read: sysroots have it, the system does not. */
const development = [
  'usr/include/**',
  'usr/lib/**/*.a',
  'usr/{lib,share}/{pkgconfig,cmake}/**',
  'usr/share/{man,doc,info,gtk-doc,aclocal}/**',
];

/** A library or program of SmechOS against glibc. */
export const library = ({
  name,
  title,
  source,
  needs = [],
  hostNeeds,
  sdk = units.glibcSdk,
  steps,
  tools,
  omit = [],
}: LibraryOptions): Recipe => ({
  name,
  title,
  sources: [source ?? name],
  dependencies: [sdk, ...needs],
  ...(hostNeeds ? { hostDependencies: hostNeeds } : {}),
  libc: 'glibc',
  interpreter: '/lib64/ld-linux-x86-64.so.2',
  steps,
  ship: ['etc/**', 'usr/**'],
  omit: [...development, ...omit],
  tools,
});
