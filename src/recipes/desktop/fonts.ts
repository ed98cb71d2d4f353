import { meson } from '../../build/drivers/index.js';
import { mesonTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const freetype = library({
  name: 'freetype',
  title: 'FreeType',
  needs: ['zlib', 'libpng', 'brotli'],
  steps: meson({
    libc: 'glibc',
    options: [
      ...['zlib=system', 'png=enabled', 'brotli=enabled', 'bzip2=disabled'].map((option) => `-D${option}`),
      // HarfBuzz itself needs FreeType.
      '-Dharfbuzz=disabled',
    ],
  }),
  tools: mesonTools,
});

const fontconfig = library({
  name: 'fontconfig',
  title: 'Fontconfig',
  needs: ['expat', 'freetype', 'zlib', 'libpng', 'brotli'],
  steps: meson({
    libc: 'glibc',
    // The cache is of the machine that runs it: it is made there.
    options: ['doc=disabled', 'nls=disabled', 'tests=disabled', 'cache-build=disabled'].map((option) => `-D${option}`),
  }),
  tools: [...mesonTools, { command: 'gperf', package: 'gperf' }],
});

const harfbuzz = library({
  name: 'harfbuzz',
  title: 'HarfBuzz',
  needs: ['freetype', 'zlib', 'libpng', 'brotli'],
  steps: meson({
    libc: 'glibc',
    options: [
      ...[
        'glib',
        'gobject',
        'cairo',
        'icu',
        'graphite2',
        'introspection',
        'docs',
        'tests',
        'utilities',
        'benchmark',
      ].map((part) => `-D${part}=disabled`),
      '-Dfreetype=enabled',
    ],
  }),
  tools: [...mesonTools, { command: 'g++', package: 'g++' }],
});

/** Fonts. */
export const fonts: Recipe[] = [freetype, fontconfig, harfbuzz];
