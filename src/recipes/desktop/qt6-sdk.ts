import { prebuilt, step } from '../../build/drivers/index.js';
import { prebuiltTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';

/**
 * Qt as a distribution has it, for sysroots of what is compiled against it. Nothing of it is shipped: the system's own comes from the reference
 * host, and must be of this version.
 */
export const qt6Sdk: Recipe = {
  name: 'qt6-sdk',
  title: 'Qt 6 headers and libraries (prebuilt)',
  sources: ['qt6-sdk'],
  dependencies: [],
  libc: 'none',
  interpreter: 'any',
  steps: [
    ...prebuilt({ exclude: ['doc', 'lintian', 'man', 'locale'].map((name) => `./usr/share/${name}`) }),
    // Where pkg-config looks in a sysroot.
    step(
      'link packages',
      ['sh', '-e', '-c', 'mkdir -p pkgconfig\nln -s ../x86_64-linux-gnu/pkgconfig/*.pc pkgconfig/'],
      { cwd: '@dest@/usr/lib', fakeroot: true },
    ),
  ],
  ship: [],
  tools: prebuiltTools,
  groups: ['qt'],
};
