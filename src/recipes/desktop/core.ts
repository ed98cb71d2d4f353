import { autotools, cmake, step } from '../../build/drivers/index.js';
import { autoreconfTools, autotoolsTools, cmakeTools } from '../../build/tools.js';
import type { Recipe } from '../define.js';
import { library } from './library.js';

const expat = library({
  name: 'expat',
  title: 'Expat',
  steps: cmake({
    subdir: 'expat',
    options: ['DOCS', 'TESTS', 'EXAMPLES'].map((part) => `-DEXPAT_BUILD_${part}=OFF`),
  }),
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

const libffi = library({
  name: 'libffi',
  title: 'libffi',
  steps: [
    // The archive that the distribution has is the repository's, without a configure script.
    step('prepare', ['autoreconf', '-fi']),
    ...autotools({
      libc: 'glibc',
      configureArgs: [
        '--disable-static',
        '--disable-docs',
        '--disable-exec-static-tramp',
        '--disable-multi-os-directory',
      ],
    }),
  ],
  tools: [...autoreconfTools, { command: '/usr/share/aclocal/ltdl.m4', package: 'libltdl-dev' }],
});

/** Of elfutils libelf alone, with which radeonsi reads its shaders. */
const elfutils = library({
  name: 'elfutils',
  title: 'libelf',
  needs: ['zlib', 'zstd'],
  steps: autotools({
    libc: 'glibc',
    configureArgs: [
      ...['debuginfod', 'libdebuginfod', 'nls', 'demangler'].map((part) => `--disable-${part}`),
      ...['--without-bzlib', '--without-lzma', '--with-zstd'],
    ],
    makeArgs: ['SUBDIRS=config lib libelf', 'pkgconfig_DATA=libelf.pc'],
  }),
  tools: [...autotoolsTools, { command: 'm4', package: 'm4' }],
});

/** Small libraries: text, numbers, foreign functions, object files. */
export const core: Recipe[] = [expat, pcre2, doubleConversion, md4c, libffi, elfutils];
