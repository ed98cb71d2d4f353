export { type AutotoolsOptions, autotools } from './autotools.js';
export { type CargoOptions, cargo } from './cargo.js';
export { type CmakeOptions, cmake } from './cmake.js';
export { type Libc, muslTriple, step, withDefaults } from './common.js';
export { type KbuildOptions, kbuild } from './kbuild.js';
export { type MakeOptions, make } from './make.js';
export { type MesonOptions, meson } from './meson.js';
export { type PrebuiltOptions, prebuilt } from './prebuilt.js';
