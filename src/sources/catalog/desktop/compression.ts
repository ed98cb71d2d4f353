import type { CatalogEntry } from '../../define.js';
import { trixie } from './trixie.js';

/** Compression that Qt and Mesa stand on. */
export const compression: CatalogEntry[] = [
  trixie({
    name: 'brotli',
    license: 'MIT',
    homepage: 'https://github.com/google/brotli',
    version: '1.1.0',
    package: 'brotli',
    revision: '1.1.0-2+deb13u1',
    file: 'brotli_1.1.0.orig.tar.gz',
    size: 512036,
    sha256: '10973f4b4199eafa1d5735ef661ddb2ec2f97319ee9fd1824d4aabe08cff5265',
  }),
];
