import type { Tool } from '../recipes/define.js';

/** Host programs that the drivers' steps start, for a recipe's `tools`. */
const compilerTools: Tool[] = [
  { command: 'gcc', package: 'gcc' },
  { command: 'ld', package: 'binutils' },
  { command: 'readelf', package: 'binutils' },
  { command: 'fakeroot', package: 'fakeroot' },
  { command: 'tar', package: 'tar' },
  { command: 'xz', package: 'xz-utils' },
];
export const makeTools: Tool[] = [...compilerTools, { command: 'make', package: 'make' }];
export const autotoolsTools: Tool[] = [...makeTools, { command: 'pkg-config', package: 'pkg-config' }];
/** For a source without its configure script. */
export const autoreconfTools: Tool[] = [
  ...autotoolsTools,
  { command: 'autoreconf', package: 'autoconf' },
  { command: 'automake', package: 'automake' },
  { command: 'libtoolize', package: 'libtool' },
];
const ninjaTools: Tool[] = [
  ...compilerTools,
  { command: 'ninja', package: 'ninja-build' },
  { command: 'pkg-config', package: 'pkg-config' },
];
export const mesonTools: Tool[] = [...ninjaTools, { command: 'meson', package: 'meson' }];
/** For a recipe that has our own, newer meson among its `hostDependencies`. */
export const newMesonTools: Tool[] = [...ninjaTools, { command: 'g++', package: 'g++' }];

/** A module of Debian's own Python, which is a file that can be looked for. */
export const debianModule = (name: string, debianPackage: string): Tool => ({
  command: `/usr/lib/python3/dist-packages/${name}/__init__.py`,
  package: debianPackage,
});

export const cmakeTools: Tool[] = [
  ...ninjaTools,
  { command: 'cmake', package: 'cmake' },
  { command: 'g++', package: 'g++' },
];
export const kbuildTools: Tool[] = [
  ...makeTools,
  { command: 'bison', package: 'bison' },
  { command: 'flex', package: 'flex' },
  { command: 'bc', package: 'bc' },
  { command: 'perl', package: 'perl' },
];
/** For capabilities among a recipe's `attributes`. */
export const capabilityTool: Tool = { command: 'setcap', package: 'libcap2-bin' };
export const prebuiltTools: Tool[] = [
  { command: 'dpkg-deb', package: 'dpkg' },
  { command: 'tar', package: 'tar' },
  { command: 'fakeroot', package: 'fakeroot' },
];
