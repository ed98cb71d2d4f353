import type { CatalogEntry } from '../../define.js';
import { deb } from '../places.js';
import { trixie } from './trixie.js';

/** Programs that compile the rest, where the distribution has older ones. They run on the build machine alone. */
export const buildTools: CatalogEntry[] = [
  trixie({
    name: 'meson',
    license: 'Apache-2.0',
    homepage: 'https://mesonbuild.com/',
    version: '1.7.0',
    package: 'meson',
    revision: '1.7.0-1',
    file: 'meson_1.7.0.orig.tar.gz',
    size: 2293975,
    sha256: '08efbe84803eed07f863b05092d653a9d348f7038761d900412fddf56deb0284',
    upstream: 'https://github.com/mesonbuild/meson/releases/download/1.7.0/meson-1.7.0.tar.gz',
    packages: {
      note: "Debian's binary package (meson 1.7.0-1): a program in Python",
      files: [
        deb('trixie', 'meson', '1.7.0-1', 639072, 'e92d04e60e784336883d537755d09b7dcb856809fa318a0931df3898e84ded95', {
          architecture: 'all',
        }),
      ],
    },
  }),
];
