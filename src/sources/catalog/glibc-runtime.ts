import type { CatalogEntry } from '../define.js';
import { deb } from './places.js';

/** The C library that prebuilt sets bring along, beside ours. */
export const libc6 = deb(
  'trixie',
  'libc6',
  '2.41-12+deb13u5',
  2850108,
  'b59b0625cd1a791375d40dab23a4d5d3d0641e3d0a773501becdc3725b7f99cf',
  { source: 'glibc' },
);

const gcc = { source: 'gcc-14' };
const crypt = { source: 'libxcrypt' };

/** What programs of SmechOS are compiled against: its C library with headers, and the compiler's shared libraries. */
export const glibc: CatalogEntry[] = [
  {
    name: 'glibc-sdk',
    license: 'LGPL-2.1-or-later AND GPL-2.0-only WITH Linux-syscall-note AND GPL-3.0-or-later WITH GCC-exception-3.1',
    homepage: 'https://www.gnu.org/software/libc/',
    variants: [
      {
        version: '2.41',
        prebuilt: true,
        note: "Debian's binary packages (glibc 2.41-12+deb13u5): the C library that the reference host of SmechOS has",
        files: [
          libc6,
          deb(
            'trixie',
            'libc6-dev',
            '2.41-12+deb13u5',
            1991168,
            '858f4d477cc39324f3c6582cdebcf38928fb385bb17b40518c77a7dccd296428',
            { source: 'glibc' },
          ),
          deb(
            'trixie',
            'linux-libc-dev',
            '6.12.117-1',
            3085840,
            '8b4848725a2705e5b1612f2135c44300716690ba762368ab87df127e9a5ed416',
            { source: 'linux', architecture: 'all' },
          ),
          deb(
            'trixie',
            'libcrypt1',
            '1:4.4.38-1',
            90072,
            '0ebc144d662e3197982d1bf3a7b8b35ca845e54c68811de0328b1f0d7c67585c',
            crypt,
          ),
          deb(
            'trixie',
            'libcrypt-dev',
            '1:4.4.38-1',
            119040,
            '98e2333aea8d64ca68f9b75c16256d3a05492fd8f9e6dba96adbc6f19e4f5a09',
            crypt,
          ),
          deb(
            'trixie',
            'libgcc-s1',
            '14.2.0-19',
            72772,
            '3c71917b490d1a17aed43196a2787a256ecf060526cdb20216a74bedc061b150',
            gcc,
          ),
          deb(
            'trixie',
            'libstdc++6',
            '14.2.0-19',
            713628,
            'ab1fa05837aa7a92aae748fd07a18a35f7d18bb4a71c4724fe2bbf0e32089de0',
            gcc,
          ),
        ],
      },
    ],
  },
];
