import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

interface TrixieSource {
  name: string;
  license: string;
  homepage: string;
  version: string;
  /** Debian's source package, its version, and the tarball in its archive with size and hash. */
  package: string;
  revision: string;
  file: string;
  size: number;
  sha256: string;
  /** Where upstream publishes the same bytes. */
  upstream?: string;
  note?: string;
}

/** An entry whose one variant is what Debian 13 has of it, which is upstream's own file unless `note` says otherwise. */
const trixie = ({
  name,
  license,
  homepage,
  version,
  note,
  file,
  size,
  sha256,
  ...where
}: TrixieSource): CatalogEntry => ({
  name,
  license,
  homepage,
  variants: [
    {
      version,
      ...(note === undefined ? {} : { note }),
      files: [
        {
          file,
          size,
          sha256,
          places: [
            ...(where.upstream === undefined ? [] : [url(where.upstream)]),
            ...debianSource('trixie', where.package, where.revision, file),
          ],
        },
      ],
    },
  ],
});

/** Libraries below Qt and Mesa. */
export const desktop: CatalogEntry[] = [
  trixie({
    name: 'expat',
    license: 'MIT',
    homepage: 'https://libexpat.github.io/',
    version: '2.8.3',
    package: 'expat',
    revision: '2.8.3-1',
    file: 'expat_2.8.3.orig.tar.gz',
    size: 8464226,
    sha256: '533659a16e0184035a99fd8e783f1ad61a887a7bf8586a8681740b9d7ed42389',
  }),
  trixie({
    name: 'brotli',
    license: 'MIT',
    homepage: 'https://github.com/google/brotli',
    version: '1.1.0',
    package: 'brotli',
    revision: '1.1.0-2+deb13u1',
    file: 'brotli_1.1.0.orig.tar.gz',
    size: 512036,
    sha256: '10973f4b4199eafa1d5735ef661ddb2ec2f97319ee9fd1824d4aabe08cff5265',
  }),
  trixie({
    name: 'pcre2',
    license: 'BSD-3-Clause WITH PCRE2-exception',
    homepage: 'https://www.pcre.org/',
    version: '10.46',
    package: 'pcre2',
    revision: '10.46-1~deb13u3',
    file: 'pcre2_10.46.orig.tar.gz',
    size: 2718545,
    sha256: '8d28d7f2c3b970c3a4bf3776bcbb5adfc923183ce74bc8df1ebaad8c1985bd07',
    upstream: 'https://github.com/PCRE2Project/pcre2/releases/download/pcre2-10.46/pcre2-10.46.tar.gz',
  }),
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
  trixie({
    name: 'double-conversion',
    license: 'BSD-3-Clause',
    homepage: 'https://github.com/google/double-conversion',
    version: '3.3.1',
    package: 'double-conversion',
    revision: '3.3.1-1',
    file: 'double-conversion_3.3.1.orig.tar.gz',
    size: 7035094,
    sha256: 'fe54901055c71302dcdc5c3ccbe265a6c191978f3761ce1414d0895d6b0ea90e',
  }),
  trixie({
    name: 'md4c',
    license: 'MIT',
    homepage: 'https://github.com/mity/md4c',
    version: '0.5.2',
    package: 'md4c',
    revision: '0.5.2-2',
    file: 'md4c_0.5.2.orig.tar.gz',
    size: 237973,
    sha256: '55d0111d48fb11883aaee91465e642b8b640775a4d6993c2d0e7a8092758ef21',
  }),
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
  trixie({
    name: 'libdrm',
    license: 'MIT',
    homepage: 'https://dri.freedesktop.org/',
    version: '2.4.124',
    package: 'libdrm',
    revision: '2.4.124-2',
    file: 'libdrm_2.4.124.orig.tar.xz',
    size: 481244,
    sha256: 'ac36293f61ca4aafaf4b16a2a7afff312aa4f5c37c9fbd797de9e3c0863ca379',
    upstream: 'https://dri.freedesktop.org/libdrm/libdrm-2.4.124.tar.xz',
  }),
];
