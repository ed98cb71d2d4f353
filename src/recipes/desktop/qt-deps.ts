import { autotools, cmake, make, meson, step } from '../../build/drivers/index.js';
import { cmakeTools, makeTools, mesonTools } from '../../build/tools.js';
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

const expat = library({
  name: 'expat',
  title: 'Expat',
  steps: cmake({
    subdir: 'expat',
    options: ['DOCS', 'TESTS', 'EXAMPLES'].map((part) => `-DEXPAT_BUILD_${part}=OFF`),
  }),
  tools: cmakeTools,
});

const brotli = library({
  name: 'brotli',
  title: 'Brotli',
  steps: cmake({ options: ['-DBROTLI_DISABLE_TESTS=ON'] }),
  tools: cmakeTools,
});

const pcre2 = library({
  name: 'pcre2',
  title: 'PCRE2',
  needs: ['zlib'],
  steps: cmake({
    options: [
      ...['-DBUILD_SHARED_LIBS=ON', '-DBUILD_STATIC_LIBS=OFF', '-DPCRE2_BUILD_TESTS=OFF'],
      // Qt uses the 16-bit library, GLib the 8-bit one.
      ...['-DPCRE2_BUILD_PCRE2_16=ON', '-DPCRE2_SUPPORT_JIT=ON'],
      ...['LIBBZ2', 'LIBEDIT', 'LIBREADLINE'].map((name) => `-DPCRE2_SUPPORT_${name}=OFF`),
    ],
  }),
  tools: cmakeTools,
});

const libpng = library({
  name: 'libpng',
  title: 'libpng',
  needs: ['zlib'],
  steps: autotools({ libc: 'glibc', configureArgs: ['--disable-static', '--disable-tools'] }),
  tools: makeTools,
});

const libjpegTurbo = library({
  name: 'libjpeg-turbo',
  title: 'libjpeg-turbo',
  steps: cmake({
    options: [
      // Its own folder option is of another type, for which cmake would make the path absolute.
      '-DCMAKE_INSTALL_LIBDIR:STRING=lib',
      '-DENABLE_STATIC=OFF',
      '-DREQUIRE_SIMD=ON',
    ],
  }),
  tools: [...cmakeTools, { command: 'nasm', package: 'nasm' }],
});

const doubleConversion = library({
  name: 'double-conversion',
  title: 'double-conversion',
  steps: cmake({ options: ['-DBUILD_SHARED_LIBS=ON', '-DBUILD_TESTING=OFF'] }),
  tools: cmakeTools,
});

const md4c = library({
  name: 'md4c',
  title: 'MD4C',
  steps: cmake({ options: ['-DBUILD_SHARED_LIBS=ON'] }),
  tools: cmakeTools,
});

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

const libdrm = library({
  name: 'libdrm',
  title: 'libdrm',
  steps: meson({
    libc: 'glibc',
    options: [
      ...['amdgpu', 'radeon'].map((driver) => `-D${driver}=enabled`),
      ...['intel', 'nouveau', 'vmwgfx', 'freedreno', 'vc4', 'etnaviv', 'exynos', 'omap', 'tegra'].map(
        (driver) => `-D${driver}=disabled`,
      ),
      ...['cairo-tests', 'man-pages', 'valgrind'].map((part) => `-D${part}=disabled`),
      ...['-Dtests=false', '-Dudev=false'],
    ],
  }),
  tools: mesonTools,
});

/** What Qt and Mesa stand on, each after what it needs. */
export const qtDeps: Recipe[] = [
  ...[zlib, expat, brotli, pcre2, libpng, libjpegTurbo, doubleConversion, md4c],
  ...[freetype, fontconfig, harfbuzz, libdrm],
];
