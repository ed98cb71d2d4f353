import { prebuilt, shell } from '../build/drivers/index.js';
import { prebuiltTools } from '../build/tools.js';
import type { Recipe } from './define.js';

/**
 * The sysroot of everything that runs against glibc: headers and libraries of the C library, and the compiler's shared libraries. Nothing of
 * it is shipped: the system's own come from the reference host, and must be of this version or later.
 */
export const glibcSdk: Recipe = {
  name: 'glibc-sdk',
  title: 'glibc headers and libraries (prebuilt)',
  sources: ['glibc-sdk'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  steps: [
    ...prebuilt({ exclude: ['./usr/share/doc', './usr/share/lintian', './usr/share/man'] }),
    // The libraries' linker scripts and the loader's path go through these.
    shell('link folders', 'ln -s usr/lib @dest@/lib\nln -s usr/lib64 @dest@/lib64', {
      fakeroot: true,
    }),
  ],
  ship: [],
  tools: prebuiltTools,
};
