import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

export const userland: CatalogEntry[] = [
  {
    name: 'busybox',
    license: 'GPL-2.0-only',
    homepage: 'https://busybox.net/',
    variants: [
      {
        version: '1.37.0',
        files: [
          {
            file: 'busybox-1.37.0.tar.bz2',
            size: 2565764,
            sha256: '3311dff32e746499f4df0d5df04d7eb396382d7e108bb9250e7b519b837043a4',
            places: [
              url('https://busybox.net/downloads/busybox-1.37.0.tar.bz2'),
              ...debianSource('trixie', 'busybox', '1:1.37.0-6', 'busybox_1.37.0.orig.tar.bz2'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'util-linux',
    license: 'GPL-2.0-or-later AND GPL-2.0-only AND LGPL-2.1-or-later AND BSD-3-Clause',
    homepage: 'https://www.kernel.org/pub/linux/utils/util-linux/',
    variants: [
      {
        version: '2.41.5',
        files: [
          {
            file: 'util-linux-2.41.5.tar.xz',
            size: 9474992,
            sha256: 'f586e35d320ff537aab3ffeca37e9ecd482ccbe013590db4429a414d8aa6a728',
            places: [
              url('https://www.kernel.org/pub/linux/utils/util-linux/v2.41/util-linux-2.41.5.tar.xz'),
              ...debianSource('trixie', 'util-linux', '2.41.5-0+deb13u1', 'util-linux_2.41.5.orig.tar.xz'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'e2fsprogs',
    license: 'GPL-2.0-only AND LGPL-2.0-only AND MIT AND BSD-3-Clause',
    homepage: 'https://e2fsprogs.sourceforge.net/',
    variants: [
      {
        version: '1.47.2',
        files: [
          {
            file: 'e2fsprogs-1.47.2.tar.gz',
            size: 9996725,
            sha256: '6dcd67ff9d8b13274ba3f088e4318be4f5b71412cd863524423fc49d39a6371f',
            places: [
              url('https://www.kernel.org/pub/linux/kernel/people/tytso/e2fsprogs/v1.47.2/e2fsprogs-1.47.2.tar.gz'),
              ...debianSource('trixie', 'e2fsprogs', '1.47.2-3', 'e2fsprogs_1.47.2.orig.tar.gz'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'dosfstools',
    license: 'GPL-3.0-or-later',
    homepage: 'https://github.com/dosfstools/dosfstools',
    variants: [
      {
        version: '4.2',
        files: [
          {
            file: 'dosfstools-4.2.tar.gz',
            size: 320917,
            sha256: '64926eebf90092dca21b14259a5301b7b98e7b1943e8a201c7d726084809b527',
            places: [
              url('https://github.com/dosfstools/dosfstools/releases/download/v4.2/dosfstools-4.2.tar.gz'),
              ...debianSource('trixie', 'dosfstools', '4.2-1.2', 'dosfstools_4.2.orig.tar.gz'),
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'kmod',
    license: 'LGPL-2.1-or-later AND GPL-2.0-or-later',
    homepage: 'https://github.com/kmod-project/kmod',
    variants: [
      {
        version: '34.2',
        note: "the repository's state at the release, without a generated configure: build with meson",
        files: [
          {
            file: 'kmod_34.2.orig.tar.xz',
            size: 192520,
            sha256: '012d16e2099115486d8aa9f2c2a23d058d3d0cad83113a60512647d25d3869e8',
            places: debianSource('trixie', 'kmod', '34.2-2', 'kmod_34.2.orig.tar.xz'),
          },
        ],
      },
      {
        version: '34.2',
        files: [
          {
            file: 'kmod-34.2.tar.xz',
            sha256: '5a5d5073070cc7e0c7a7a3c6ec2a0e1780850c8b47b3e3892226b93ffcb9cb54',
            places: [url('https://www.kernel.org/pub/linux/utils/kernel/kmod/kmod-34.2.tar.xz')],
          },
        ],
      },
    ],
  },
  {
    name: 'iproute2',
    license: 'GPL-2.0-or-later',
    homepage: 'https://www.kernel.org/pub/linux/utils/net/iproute2/',
    variants: [
      {
        version: '6.1.0',
        files: [
          {
            file: 'iproute2-6.1.0.tar.xz',
            size: 905512,
            sha256: '5ce12a0fec6b212725ef218735941b2dab76244db7e72646a76021b0537b43ab',
            places: [
              url('https://www.kernel.org/pub/linux/utils/net/iproute2/iproute2-6.1.0.tar.xz'),
              ...debianSource('bookworm', 'iproute2', '6.1.0-3', 'iproute2_6.1.0.orig.tar.xz'),
            ],
          },
        ],
      },
      {
        version: '6.15.0',
        files: [
          {
            file: 'iproute2-6.15.0.tar.xz',
            size: 930908,
            sha256: '8041854a882583ad5263466736c9c8c68c74b1a35754ab770d23343f947528fb',
            places: [
              url('https://www.kernel.org/pub/linux/utils/net/iproute2/iproute2-6.15.0.tar.xz'),
              ...debianSource('trixie', 'iproute2', '6.15.0-1', 'iproute2_6.15.0.orig.tar.xz'),
            ],
          },
        ],
      },
    ],
  },
];
