import { meson } from '../../build/drivers/index.js';
import { mesonTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';

/** Where meson asks for the scanner that runs on the build machine: for steps of recipes with `wayland-scanner` among `hostNeeds`. */
export const scannerEnvironment = { PKG_CONFIG_PATH_FOR_BUILD: '@host@/usr/lib/pkgconfig' };

/** Writes C from descriptions of protocols while others compile: of the library's own version, for the build machine. */
export const waylandScanner: Recipe = {
  name: 'wayland-scanner',
  title: 'wayland-scanner for the build',
  sources: ['wayland'],
  dependencies: [],
  libc: 'host',
  interpreter: 'any',
  steps: meson({
    libc: 'host',
    options: [
      ...['libraries', 'tests', 'documentation', 'dtd_validation'].map((part) => `-D${part}=false`),
      // What it says of where it lies holds wherever its layer is linked to.
      '-Dpkgconfig.relocatable=true',
    ],
  }),
  ship: [],
  tools: [...mesonTools, { command: '/usr/include/expat.h', package: 'libexpat1-dev' }],
};
