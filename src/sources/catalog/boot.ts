import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

export const boot: CatalogEntry[] = [
  {
    name: 'grub',
    license: 'GPL-3.0-or-later',
    homepage: 'https://www.gnu.org/software/grub/',
    variants: [
      {
        version: '2.12',
        note: "upstream's release as it is, without the distribution's patches",
        files: [
          {
            file: 'grub-2.12.tar.xz',
            size: 6675608,
            sha256: 'f3c97391f7c4eaa677a78e090c7e97e6dc47b16f655f04683ebd37bef7fe0faa',
            places: [
              url('https://ftp.gnu.org/gnu/grub/grub-2.12.tar.xz'),
              ...debianSource('trixie', 'grub2', '2.12-9+deb13u4', 'grub2_2.12.orig.tar.xz'),
            ],
          },
        ],
      },
    ],
  },
];
