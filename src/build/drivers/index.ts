export { autotools } from './autotools.js';
export { cmake } from './cmake.js';
export { shell, step } from './common.js';
export { kbuild } from './kbuild.js';
export { make } from './make.js';
export { meson } from './meson.js';
export { prebuilt } from './prebuilt.js';
