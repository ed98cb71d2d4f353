import type { CatalogEntry } from '../../define.js';
import { deb } from '../places.js';
import { trixie } from './trixie.js';

/** What X libraries are compiled from: headers and descriptions of its protocol. */
export const x11Protocol: CatalogEntry[] = [
  trixie({
    name: 'xorgproto',
    license: 'MIT AND SGI-B-2.0 AND HPND',
    homepage: 'https://www.x.org/',
    version: '2024.1',
    package: 'xorgproto',
    revision: '2024.1-1',
    file: 'xorgproto_2024.1.orig.tar.gz',
    size: 1115486,
    sha256: '4f6b9b4faf91e5df8265b71843a91fc73dc895be6210c84117a996545df296ce',
    upstream: 'https://www.x.org/releases/individual/proto/xorgproto-2024.1.tar.gz',
    packages: {
      note: "Debian's binary package (xorgproto 2024.1-1): headers alone",
      files: [
        deb(
          'trixie',
          'x11proto-dev',
          '2024.1-1',
          602628,
          '6a6764500eb8171d3cd6d793c09902974f8ea87bd20c68d9eac5f1eeaf3fc407',
          { source: 'xorgproto', architecture: 'all' },
        ),
      ],
    },
  }),
  trixie({
    name: 'xcb-proto',
    license: 'MIT',
    homepage: 'https://xcb.freedesktop.org/',
    version: '1.17.0',
    package: 'xcb-proto',
    revision: '1.17.0-1',
    file: 'xcb-proto_1.17.0.orig.tar.gz',
    size: 206094,
    sha256: '392d3c9690f8c8202a68fdb89c16fd55159ab8d65000a6da213f4a1576e97a16',
    packages: {
      note: "Debian's binary packages (xcb-proto 1.17.0-1): protocol descriptions and a Python module",
      files: [
        deb(
          'trixie',
          'xcb-proto',
          '1.17.0-1',
          87664,
          '45d8455db9b689093f613eaa4937cf09cbf19a91ded5ffde072712ad815a71de',
          { architecture: 'all' },
        ),
        deb(
          'trixie',
          'python3-xcbgen',
          '1.17.0-1',
          17728,
          '9cf9ae5a685ff7a344e91dbac5a88cfc4c64d98c7eb91604578d3e26884a74fb',
          { source: 'xcb-proto', architecture: 'all' },
        ),
      ],
    },
  }),
  trixie({
    name: 'xtrans',
    license: 'MIT',
    homepage: 'https://www.x.org/',
    version: '1.4.0',
    package: 'xtrans',
    revision: '1.4.0-1',
    file: 'xtrans_1.4.0.orig.tar.gz',
    size: 225941,
    sha256: '48ed850ce772fef1b44ca23639b0a57e38884045ed2cbb18ab137ef33ec713f9',
    spec: {
      version: '1.6.0',
      url: 'https://www.x.org/releases/individual/lib/xtrans-1.6.0.tar.xz',
      sha256: 'faafea166bf2451a173d9d593352940ec6404145c5d1da5c213423ce4d359e92',
    },
  }),
];
