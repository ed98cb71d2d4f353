import type { CatalogEntry, SourceVariant } from '../define.js';
import { libc6 } from './glibc-runtime.js';
import { deb, debianSource, url } from './places.js';

const ncurses: SourceVariant = {
  version: '6.5-20250216',
  files: [
    {
      file: 'ncurses-6.5-20250216.tgz',
      size: 3774714,
      sha256: 'b37baafa436e7133bb12a185cb8f60e1599b1947e9f0181c76f3190acf28b6eb',
      places: [
        url('https://invisible-island.net/archives/ncurses/current/ncurses-6.5-20250216.tgz'),
        ...debianSource('trixie', 'ncurses', '6.5+20250216-2', 'ncurses_6.5+20250216.orig.tar.gz'),
      ],
    },
  ],
};

export const terminal: CatalogEntry[] = [
  {
    name: 'ncurses',
    license: 'X11-distribute-modifications-variant',
    homepage: 'https://invisible-island.net/ncurses/',
    variants: [ncurses],
  },
  {
    /** misc/terminfo.src of ncurses: the host's `tic` compiles the entries of linux, vt100, vt220 and xterm from it. */
    name: 'terminfo',
    license: 'X11-distribute-modifications-variant',
    homepage: 'https://invisible-island.net/ncurses/',
    variants: [ncurses],
  },
  {
    /** data/keymaps of kbd: the host's `loadkeys` compiles them. */
    name: 'kbd',
    license: 'GPL-2.0-or-later',
    homepage: 'https://kbd-project.org/',
    variants: [
      {
        version: '2.7.1',
        files: [
          {
            file: 'kbd-2.7.1.tar.gz',
            size: 1955528,
            sha256: '1fd74ac647c5ba5b3ebe09a204483544c5f1ef89ff42f37a11eab040cac9595d',
            places: debianSource('trixie', 'kbd', '2.7.1-2', 'kbd_2.7.1.orig.tar.gz'),
          },
        ],
      },
    ],
  },
  {
    name: 'whiptail',
    license: 'LGPL-2.0-only',
    homepage: 'https://pagure.io/newt',
    variants: [
      {
        version: '0.52.25',
        prebuilt: true,
        license: 'LGPL-2.0-only AND GPL-2.0-or-later AND MIT AND LGPL-2.1-or-later',
        note: "Debian's binary packages (whiptail 0.52.25-1) with their own libraries and glibc",
        files: [
          deb(
            'trixie',
            'whiptail',
            '0.52.25-1',
            24712,
            '8a434b49f4e802958c0a39158e5cb08f769fd107e1fa970894d1f04f975f246f',
            { source: 'newt' },
          ),
          deb(
            'trixie',
            'libnewt0.52',
            '0.52.25-1',
            60040,
            '083faa786377345d00669886b50eb4b3767d572518a668e94cda1ae34d027d28',
            { source: 'newt' },
          ),
          deb(
            'trixie',
            'libslang2',
            '2.3.3-5+b2',
            549496,
            '49b52a2cbe0f2257f4f7c68a0eaecd90962edabf08097611548b3ea4bd73292e',
            { source: 'slang2' },
          ),
          deb(
            'trixie',
            'libpopt0',
            '1.19+dfsg-2',
            43844,
            '07f649b706852af937654295697dcfc7858f3295718ec18681dce1704663e4f2',
            { source: 'popt' },
          ),
          libc6,
        ],
      },
    ],
  },
];
