import type { CatalogEntry } from '../define.js';
import { deb } from './places.js';

const systemd = { source: 'systemd' };

/** How programs ask about devices. Its source apart from systemd, eudev, is neither in Debian nor known by its hash. */
export const libudev: CatalogEntry = {
  name: 'libudev',
  license: 'LGPL-2.1-or-later',
  homepage: 'https://systemd.io/',
  variants: [
    {
      version: '257.13',
      prebuilt: true,
      note: "Debian's binary packages: the library that the reference host of SmechOS has",
      files: [
        deb(
          'trixie',
          'libudev1',
          '257.13-1~deb13u1',
          152300,
          '5d41c284f5a93b05bc7d648b61a02dd2bb9ff05b2261ad1a8b7d96044a0cfa88',
          systemd,
        ),
        deb(
          'trixie',
          'libudev-dev',
          '257.13-1~deb13u1',
          75256,
          '73c3ed98a435ec420b327ef267d89ece81bf23c2c19391265bb4f261cbf5d558',
          systemd,
        ),
      ],
    },
  ],
};
