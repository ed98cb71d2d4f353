import type { CatalogEntry } from '../../define.js';
import { trixie } from './trixie.js';

/** Image formats. */
export const images: CatalogEntry[] = [
  trixie({
    name: 'libpng',
    license: 'libpng-2.0',
    homepage: 'http://www.libpng.org/pub/png/libpng.html',
    version: '1.6.48',
    package: 'libpng1.6',
    revision: '1.6.48-1+deb13u6',
    file: 'libpng1.6_1.6.48.orig.tar.gz',
    size: 1572923,
    sha256: 'b17e99026055727e8cba99160c3a9a7f9af788e9f786daeadded5a42243f1dd0',
    note: "upstream's release as it is, without the distribution's security patches",
  }),
  trixie({
    name: 'libjpeg-turbo',
    license: 'IJG AND BSD-3-Clause AND Zlib',
    homepage: 'https://libjpeg-turbo.org/',
    version: '2.1.5',
    package: 'libjpeg-turbo',
    revision: '1:2.1.5-4',
    file: 'libjpeg-turbo_2.1.5.orig.tar.gz',
    size: 2264471,
    sha256: '254f3642b04e309fee775123133c6464181addc150499561020312ec61c1bf7c',
  }),
];
