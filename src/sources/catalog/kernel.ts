import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

const linuxDebian = (version: string, orig: [number, string], patches: [number, string]) => ({
  version,
  series: '6.12',
  note: 'repacked by Debian without firmware blobs; the patches in debian/patches/debian/dfsg mend its build',
  files: [
    {
      file: `linux_${version}.orig.tar.xz`,
      size: orig[0],
      sha256: orig[1],
      places: debianSource('trixie', 'linux', `${version}-1`, `linux_${version}.orig.tar.xz`),
    },
    {
      file: `linux_${version}-1.debian.tar.xz`,
      size: patches[0],
      sha256: patches[1],
      places: debianSource('trixie', 'linux', `${version}-1`, `linux_${version}-1.debian.tar.xz`),
    },
  ],
});

export const kernel: CatalogEntry[] = [
  {
    name: 'linux',
    license: 'GPL-2.0-only WITH Linux-syscall-note',
    homepage: 'https://www.kernel.org/',
    variants: [
      linuxDebian(
        '6.12.117',
        [151928652, '77cf7a48a73aeaa7cf4f94cb6d17f8fe545bf33a5dd8a56d6428db3a54645c74'],
        [1999304, 'e3f3bec0723f780d9ef2a2b3215aea25d34c61cd884f1f858c9708a846c4f8f9'],
      ),
      linuxDebian(
        '6.12.107',
        [151398592, 'efc76d3c78a5d65f42724118c437d11db1c9f6309a5f024ee9a8b1978fdc6919'],
        [1886412, 'd8c003ecac7c54f59c69dc61258f93d937dce90e70f53bb5a34dd58db13028ed'],
      ),
      {
        version: '6.12.16',
        files: [
          {
            // Hash from kernel.org's sha256sums.asc.
            file: 'linux-6.12.16.tar.xz',
            sha256: '5f81362a694f51520bff9faecb73f1cc9bc7bece6fdd10d5c27e348df39d7dc4',
            places: [url('https://cdn.kernel.org/pub/linux/kernel/v6.x/linux-6.12.16.tar.xz')],
          },
        ],
      },
    ],
  },
];
