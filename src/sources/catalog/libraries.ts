import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

export const libraries: CatalogEntry[] = [
  {
    name: 'libcap',
    license: 'BSD-3-Clause OR GPL-2.0-only',
    homepage: 'https://sites.google.com/site/fullycapable/',
    variants: [
      {
        version: '2.75',
        files: [
          {
            file: 'libcap-2.75.tar.xz',
            size: 197868,
            sha256: 'de4e7e064c9ba451d5234dd46e897d7c71c96a9ebf9a0c445bc04f4742d83632',
            places: [
              url('https://www.kernel.org/pub/linux/libs/security/linux-privs/libcap2/libcap-2.75.tar.xz'),
              ...debianSource('trixie', 'libcap2', '1:2.75-10+deb13u1', 'libcap2_2.75.orig.tar.xz'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'zlib',
    license: 'Zlib',
    homepage: 'https://zlib.net/',
    variants: [
      {
        version: '1.3.1',
        note: 'repacked by Debian without contrib files that are not free',
        files: [
          {
            file: 'zlib_1.3.dfsg+really1.3.1.orig.tar.gz',
            size: 1325737,
            sha256: '60dd315c07f616887caa029408308a018ace66e3d142726a97db164b3b8f69fb',
            places: debianSource('trixie', 'zlib', '1:1.3.dfsg+really1.3.1-1', 'zlib_1.3.dfsg+really1.3.1.orig.tar.gz'),
          },
        ],
      },
    ],
  },
  {
    name: 'xz',
    license: '0BSD AND GPL-2.0-or-later AND LGPL-2.1-or-later',
    homepage: 'https://tukaani.org/xz/',
    variants: [
      {
        version: '5.8.1',
        files: [
          {
            file: 'xz-5.8.1.tar.xz',
            size: 1461872,
            sha256: '0b54f79df85912504de0b14aec7971e3f964491af1812d83447005807513cd9e',
            places: [
              url('https://github.com/tukaani-project/xz/releases/download/v5.8.1/xz-5.8.1.tar.xz'),
              ...debianSource('trixie', 'xz-utils', '5.8.1-1+deb13u1', 'xz-utils_5.8.1.orig.tar.xz'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'zstd',
    license: 'BSD-3-Clause OR GPL-2.0-only',
    homepage: 'https://facebook.github.io/zstd/',
    variants: [
      {
        version: '1.5.7',
        note: 'repacked by Debian without files that are not free',
        files: [
          {
            file: 'libzstd_1.5.7+dfsg.orig.tar.xz',
            size: 1834780,
            sha256: '0c092ef267edce57ba7f3f2645c861f72eaf5e76273c6c3632869423464b90a5',
            places: debianSource('trixie', 'libzstd', '1.5.7+dfsg-1', 'libzstd_1.5.7+dfsg.orig.tar.xz'),
          },
        ],
      },
    ],
  },
  {
    name: 'mbedtls',
    license: 'Apache-2.0 OR GPL-2.0-or-later',
    homepage: 'https://www.trustedfirmware.org/projects/mbed-tls/',
    variants: [
      {
        version: '3.6.6',
        files: [
          {
            file: 'mbedtls_3.6.6.orig.tar.bz2',
            size: 5508045,
            sha256: '8fb65fae8dcae5840f793c0a334860a411f884cc537ea290ce1c52bb64ca007a',
            places: debianSource('trixie', 'mbedtls', '3.6.6-0.1~deb13u1', 'mbedtls_3.6.6.orig.tar.bz2'),
          },
        ],
      },
    ],
  },
];
