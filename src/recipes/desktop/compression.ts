import { cmake, make, step } from '../../build/drivers/index.js';
import { cmakeTools, makeTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const zlib = library({
  name: 'zlib',
  title: 'zlib',
  steps: [
    // A configure script of its own, which knows neither --host nor DESTDIR-safe defaults.
    step('configure', ['./configure', '--prefix=/usr', '--libdir=/usr/lib', '--sharedlibdir=/usr/lib']),
    ...make(),
  ],
  tools: makeTools,
});

const brotli = library({
  name: 'brotli',
  title: 'Brotli',
  steps: cmake({ options: ['-DBROTLI_DISABLE_TESTS=ON'] }),
  tools: cmakeTools,
});

const zstd = library({
  name: 'zstd',
  title: 'Zstandard',
  steps: cmake({
    subdir: 'build/cmake',
    options: ['PROGRAMS', 'STATIC', 'TESTS'].map((part) => `-DZSTD_BUILD_${part}=OFF`),
  }),
  tools: cmakeTools,
});

/** Compression. */
export const compression: Recipe[] = [zlib, brotli, zstd];
