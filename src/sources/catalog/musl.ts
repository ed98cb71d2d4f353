import type { CatalogEntry } from '../define.js';
import { debianSource, url } from './places.js';

export const musl: CatalogEntry[] = [
  {
    name: 'musl',
    license: 'MIT',
    homepage: 'https://musl.libc.org/',
    variants: [
      {
        version: '1.2.5',
        note: "upstream's release as it is: the fix of iconv for CVE-2025-26519 came after it",
        files: [
          {
            file: 'musl-1.2.5.tar.gz',
            size: 1080786,
            sha256: 'a9a118bbe84d8764da0ea0d28b3ab3fae8477fc7e4085d90102b8596fc7c75e4',
            places: [
              url('https://musl.libc.org/releases/musl-1.2.5.tar.gz'),
              ...debianSource('trixie', 'musl', '1.2.5-3.1~deb13u1', 'musl_1.2.5.orig.tar.gz'),
            ],
          },
        ],
      },
    ],
  },
];
