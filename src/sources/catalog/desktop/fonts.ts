import type { CatalogEntry } from '../../define.js';
import { trixie } from './trixie.js';

/** Fonts: found, shaped, drawn. */
export const fonts: CatalogEntry[] = [
  trixie({
    name: 'freetype',
    license: 'FTL OR GPL-2.0-or-later',
    homepage: 'https://freetype.org/',
    version: '2.13.3',
    package: 'freetype',
    revision: '2.13.3+dfsg-1+deb13u2',
    file: 'freetype_2.13.3+dfsg.orig.tar.xz',
    size: 2201416,
    sha256: '686ec73cbf6783b245dd068a09ce807b729ac0f8a46dd70f7867923c32fdf4de',
    note: 'repacked by Debian without files that are not free',
  }),
  trixie({
    name: 'fontconfig',
    license: 'HPND-sell-variant',
    homepage: 'https://www.freedesktop.org/wiki/Software/fontconfig/',
    version: '2.15.0',
    package: 'fontconfig',
    revision: '2.15.0-2.3',
    file: 'fontconfig_2.15.0.orig.tar.xz',
    size: 1447820,
    sha256: '63a0658d0e06e0fa886106452b58ef04f21f58202ea02a94c39de0d3335d7c0e',
    upstream: 'https://www.freedesktop.org/software/fontconfig/release/fontconfig-2.15.0.tar.xz',
  }),
  trixie({
    name: 'harfbuzz',
    license: 'MIT-Modern-Variant',
    homepage: 'https://harfbuzz.github.io/',
    version: '10.2.0',
    package: 'harfbuzz',
    revision: '10.2.0-1+deb13u1',
    file: 'harfbuzz_10.2.0.orig.tar.xz',
    size: 17957608,
    sha256: '620e3468faec2ea8685d32c46a58469b850ef63040b3565cde05959825b48227',
    upstream: 'https://github.com/harfbuzz/harfbuzz/releases/download/10.2.0/harfbuzz-10.2.0.tar.xz',
  }),
];
