import { prebuilt, step } from '../../build/drivers/index.js';
import { prebuiltTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { units } from '../names.js';

/**
 * Qt as a distribution has it, for sysroots of what is compiled against it. Nothing of it is shipped: the system's own comes from the reference
 * host, and must be of this version.
 */
export const qt6Sdk: Recipe = {
  name: 'qt6-sdk',
  title: 'Qt 6 headers and libraries (prebuilt)',
  sources: ['qt6-sdk'],
  dependencies: [units.glibcSdk],
  libc: 'glibc',
  // Programs link against these libraries: what one of them needs must be there, or ld fails.
  interpreter: '/lib64/ld-linux-x86-64.so.2',
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
  leaksAllowed: [
    { glob: 'usr/lib/qt6/bin/lupdate', why: 'never runs from a sysroot, and needs LLVM' },
    { glob: 'usr/lib/x86_64-linux-gnu/gbm/dri_gbm.so', why: 'a driver that Mesa loads; nothing links against it' },
  ],
  tools: prebuiltTools,
  groups: ['qt'],
};

const { leaksAllowed: _ofItsOwn, ...alike } = qt6Sdk;

/** The same of Qt's further modules. */
export const qt6Addons: Recipe = {
  ...alike,
  name: 'qt6-addons',
  title: "Qt 6's further modules (prebuilt)",
  sources: ['qt6-addons'],
  dependencies: [...qt6Sdk.dependencies, qt6Sdk.name],
};

/** The modules in it, by the names of our own recipes; the others are in `qt6Sdk`. */
export const inAddons = ['qt5compat', 'qtpositioning', 'qtsensors', 'qtshadertools'];
