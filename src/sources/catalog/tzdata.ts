import type { CatalogEntry } from '../define.js';
import { deb, debianSource, url } from './places.js';

export const tzdata: CatalogEntry = {
  /** The host's `zic` compiles it. */
  name: 'tzdata',
  license: 'LicenseRef-public-domain',
  homepage: 'https://www.iana.org/time-zones',
  variants: [
    {
      version: '2026f',
      files: [
        {
          file: 'tzdata2026f.tar.gz',
          size: 483310,
          sha256: '01b4a91cec5167ed48c11e8ab78f2048cead78ce94b0cafcad0ae8c5a3044d3d',
          places: [
            url('https://data.iana.org/time-zones/releases/tzdata2026f.tar.gz'),
            ...debianSource('trixie', 'tzdata', '2026f-0+deb13u1', 'tzdata_2026f.orig.tar.gz'),
          ],
        },
      ],
    },
    {
      version: '2026f',
      prebuilt: true,
      note: "Debian's binary package (tzdata 2026f-0+deb13u1)",
      files: [
        deb(
          'trixie',
          'tzdata',
          '2026f-0+deb13u1',
          267528,
          '2c1c561091402883430d0d47c57a3c0aa00b44afc8a6239265065a87211a5c11',
          { architecture: 'all' },
        ),
      ],
    },
  ],
};
