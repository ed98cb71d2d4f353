import { step } from '../build/drivers/index.js';
import { makeTools } from '../build/tools.js';
import type { Recipe } from './define.js';

/** The kernel's headers for programs: what the C library and tools such as iproute2 compile against. Nothing of it is shipped. */
export const linuxHeaders: Recipe = {
  name: 'linux-headers',
  title: 'Kernel headers',
  sources: ['linux'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  steps: [
    // Out of tree: headers made in the source tree would spoil a later O= build of it.
    step('install', ['make', 'O=@build@', 'ARCH=x86_64', 'INSTALL_HDR_PATH=@dest@/usr', 'headers_install'], {
      env: { CFLAGS: '', LDFLAGS: '' },
      fakeroot: true,
    }),
  ],
  ship: [],
  tools: [...makeTools, { command: 'rsync', package: 'rsync' }],
};
