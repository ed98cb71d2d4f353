import type { CatalogEntry } from '../define.js';
import { libc6 } from './glibc-runtime.js';
import { deb, debianSource, url } from './places.js';

export const init: CatalogEntry[] = [
  {
    name: 'openrc',
    license: 'BSD-2-Clause',
    homepage: 'https://github.com/OpenRC/openrc',
    variants: [
      {
        version: '0.56',
        files: [
          {
            file: 'openrc-0.56.tar.gz',
            size: 250196,
            sha256: 'a06b530290057637eab17fc943cbf79c0335eb734ba71ece38b9f3acd8a341d4',
            // What GitHub packs of the tag; Buildroot records the same hash and keeps a copy.
            places: [
              url('https://github.com/OpenRC/openrc/archive/0.56/openrc-0.56.tar.gz'),
              url('https://sources.buildroot.net/openrc/openrc-0.56.tar.gz'),
            ],
          },
        ],
      },
      {
        version: '0.56',
        note: "packed by Debian from upstream's repository",
        files: [
          {
            file: 'openrc_0.56.orig.tar.xz',
            size: 194752,
            sha256: '9d43184b83719651757b9a377b2b839c6f570da63e9ca3aedf0e8caffa9018fd',
            places: debianSource('trixie', 'openrc', '0.56-1', 'openrc_0.56.orig.tar.xz'),
          },
        ],
      },
      {
        version: '0.56',
        prebuilt: true,
        license:
          'BSD-2-Clause AND LGPL-2.1-or-later AND BSD-3-Clause AND libselinux-1.0 AND (BSD-3-Clause OR GPL-2.0-or-later)',
        note: "Debian's binary packages (openrc 0.56-1) with their own libraries and glibc",
        files: [
          deb('trixie', 'openrc', '0.56-1', 185708, '015e70c4a7c51864b1761c3a5919f86ea788f1e76603fbf856e22e39d61eb3f7'),
          deb(
            'trixie',
            'librc1t64',
            '0.56-1',
            33792,
            '96c1862abf1c00ddfc8ea06860aab8c4eabc62c950766df4d188f9a9859fb006',
            { source: 'openrc' },
          ),
          deb(
            'trixie',
            'libeinfo1',
            '0.56-1',
            14452,
            'e235ade6827b158cb04d74a7317de92c7649a2d3a29f4bc00ca52f258bb235e1',
            { source: 'openrc' },
          ),
          deb(
            'trixie',
            'libcap2',
            '1:2.75-10+deb13u1+b3',
            28988,
            '89fc4d34fc7a28ad6f0fcd0c561ab253b9dedf6f77f5a000b47c276c8295bf67',
          ),
          deb(
            'trixie',
            'libpam0g',
            '1.7.0-5',
            69880,
            '4f5bde27d8df2de6ea8990319b42d9974f56a3ba9907ce7296fd0f8964fc9fb1',
            { source: 'pam' },
          ),
          deb(
            'trixie',
            'libaudit1',
            '1:4.0.2-2+deb13u1',
            57680,
            '3d1dd3f031a56f01b747e2acc0e14575212580e6fa63d800c44cb0a31f1edfd7',
            { source: 'audit' },
          ),
          deb(
            'trixie',
            'libcap-ng0',
            '0.8.5-4+b1',
            17584,
            '20a9e4b0619a3eb2566338223bed135dde5a601eaa2f8fdd5f20b94506addcac',
            { source: 'libcap-ng' },
          ),
          deb(
            'trixie',
            'libselinux1',
            '3.8.1-1',
            84680,
            '68bb8d32bd8d6d7d2f5952a169db03d1484b46ae1e52abccdec42a19dccea5d5',
            { source: 'libselinux' },
          ),
          deb(
            'trixie',
            'libpcre2-8-0',
            '10.46-1~deb13u3',
            299148,
            'e226f661d918f04daf38cdbc4806b7ed7d6ef95c7eb0ade692fc350e31970040',
            { source: 'pcre2' },
          ),
          libc6,
        ],
      },
    ],
  },
];
