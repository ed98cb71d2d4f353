import { autotools, make, shell, step } from '../../../../build/drivers/index.js';
import { autotoolsTools, makeTools } from '../../../../build/tools.js';
import type { Module } from '../define.js';
import { fromPackages, withAutotools, withCmake, withMeson, withSteps } from './rows.js';

const tool = (command: string, from = command) => ({ command, package: from });

const udevPackages = fromPackages('libudev');
const libudev = withSteps('libudev', 'libcap', udevPackages.steps, udevPackages.tools, { cpuSeconds: 2, tried: true });

const duktape = withSteps(
  'duktape',
  '',
  [
    step('compile', ['make', '-f', 'Makefile.sharedlibrary', 'INSTALL_PREFIX=/usr', 'CC=gcc -O2']),
    step('install', ['make', '-f', 'Makefile.sharedlibrary', 'INSTALL_PREFIX=/usr', 'DESTDIR=@dest@', 'install'], {
      fakeroot: true,
    }),
  ],
  makeTools,
  { cpuSeconds: 13, tried: true },
);

/** Headers alone: what KDE takes of it has nothing to compile. Where they are not yet in one folder each library has its own. */
const boost = withSteps(
  'boost',
  '',
  [
    shell(
      'install',
      [
        'mkdir -p @dest@/usr/include',
        'if [ -d boost ]; then cp -r boost @dest@/usr/include/; exit; fi',
        'for each in libs/*/include/boost libs/numeric/*/include/boost; do cp -r "$each" @dest@/usr/include/; done',
      ],
      { fakeroot: true },
    ),
  ],
  makeTools,
  { cpuSeconds: 15, tried: true },
);

const bzip2 = withSteps(
  'bzip2',
  '',
  [
    step('compile', ['make', '-f', 'Makefile-libbz2_so']),
    shell(
      'install',
      [
        'mkdir -p @dest@/usr/include @dest@/usr/lib/pkgconfig',
        'cp bzlib.h @dest@/usr/include/',
        'cp -a libbz2.so.1.0.8 libbz2.so.1.0 @dest@/usr/lib/',
        'ln -s libbz2.so.1.0 @dest@/usr/lib/libbz2.so',
      ],
      { fakeroot: true },
    ),
  ],
  makeTools,
  { cpuSeconds: 5, tried: true },
);

const openssl = withSteps(
  'openssl',
  '',
  [
    step('configure', [
      'perl',
      './Configure',
      'linux-x86_64',
      'shared',
      'no-tests',
      'no-docs',
      ...['--prefix=/usr', '--libdir=lib', '--openssldir=/etc/ssl'],
    ]),
    step('compile', ['make', '-j@jobs@']),
    step('install', ['make', 'DESTDIR=@dest@', 'install_sw', 'install_ssldirs'], { fakeroot: true }),
  ],
  [...makeTools, tool('perl')],
  { cpuSeconds: 242, tried: true },
);

const icu = withSteps(
  'icu',
  '',
  autotools({
    libc: 'host',
    configureArgs: ['--disable-static', '--disable-samples', '--disable-tests', '--with-data-packaging=library'],
  }).map((one) => ({ ...one, cwd: '@src@/source' })),
  [...autotoolsTools, tool('g++')],
  { cpuSeconds: 213, tried: true },
);

/** Without what tells of its place in place of pkg-config: it would tell the sysroot's. */
const libxslt = withSteps(
  'libxslt',
  'libxml2',
  [
    ...autotools({ libc: 'glibc', configureArgs: ['--disable-static', '--without-python', '--without-crypto'] }),
    shell('tidy', ['rm @dest@/usr/bin/xslt-config @dest@/usr/lib/xsltConf.sh'], { fakeroot: true }),
  ],
  autotoolsTools,
  { cpuSeconds: 10, tried: true },
);

/** Of libtool the library alone. */
const libltdl = withSteps(
  'libltdl',
  '',
  autotools({ libc: 'glibc', configureArgs: ['--disable-static', '--enable-ltdl-install'] }).map((one) => ({
    ...one,
    cwd: '@src@/libltdl',
  })),
  autotoolsTools,
  { cpuSeconds: 4, tried: true },
);

const lmdb = withSteps(
  'lmdb',
  '',
  [
    step('compile', ['make', 'prefix=/usr', 'CC=gcc'], { cwd: '@src@/libraries/liblmdb' }),
    step('install', ['make', 'prefix=/usr', 'DESTDIR=@dest@', 'install'], {
      cwd: '@src@/libraries/liblmdb',
      fakeroot: true,
    }),
  ],
  makeTools,
  { cpuSeconds: 6, tried: true },
);

const lua = withSteps(
  'lua5.4',
  '',
  [
    step('compile', ['make', 'linux', 'CC=gcc', 'MYCFLAGS=-fPIC']),
    step('install', ['make', 'INSTALL_TOP=@dest@/usr', 'install'], { fakeroot: true }),
  ],
  makeTools,
);

/** Libraries of general use, each after what it needs. */
export const baseLibraries: Module[] = [
  withSteps('libcap', '', make({ makeArgs: ['prefix=/usr', 'lib=lib', 'PAM_CAP=no', 'GOLANG=no'] }), makeTools, {
    cpuSeconds: 4,
    tried: true,
  }),
  libudev,
  withAutotools('xz', '', { cpuSeconds: 25, tried: true, options: ['--disable-doc', '--disable-scripts'] }),
  withMeson('util-linux', '', {
    cpuSeconds: 101,
    tried: true,
    options: ['-Dbuild-python=disabled', '-Dsystemd=disabled'],
  }),
  withMeson('kmod', 'zstd xz', { options: ['-Dmanpages=false'] }),
  withMeson('glib', 'pcre2 libffi zlib util-linux', {
    cpuSeconds: 114,
    tried: true,
    options: ['-Dtests=false', '-Dintrospection=disabled', '-Dman-pages=disabled', '-Dselinux=disabled'],
  }),
  duktape,
  withAutotools('attr', '', { cpuSeconds: 4, tried: true }),
  withAutotools('acl', 'attr', { cpuSeconds: 7, tried: true }),
  boost,
  bzip2,
  withCmake('json-c', '', { sbu: 0.2 }),
  openssl,
  withAutotools('popt', '', { sbu: 0.05 }),
  icu,
  // Its files for others hold what pkg-config says of zlib, and with that the sysroot's place.
  withAutotools('libxml2', 'zlib', { cpuSeconds: 41, tried: true, options: ['--without-python', 'Z_LIBS=-lz'] }),
  withMeson('shared-mime-info', 'glib libxml2', {
    sbu: 0.05,
    options: ['-Dbuild-tools=false', '-Dupdate-mimedb=false'],
    tools: [tool('msgfmt', 'gettext')],
  }),
  withAutotools('gmp', '', { sbu: 0.3, options: ['--enable-cxx'] }),
  withAutotools('libgpg-error', '', { cpuSeconds: 9, tried: true }),
  withAutotools('libassuan', 'libgpg-error', { sbu: 0.1, options: ['GPGRT_CONFIG=@sysroot@/usr/bin/gpgrt-config'] }),
  withAutotools('gpgme', 'libgpg-error libassuan', { sbu: 1.5, options: ['--enable-languages=cpp'] }),
  withMeson('hicolor-icon-theme', '', { sbu: 0.05 }),
  withAutotools('iso-codes', '', { sbu: 0.3, tools: [tool('msgfmt', 'gettext')] }),
  withMeson('json-glib', 'glib', { sbu: 0.1, options: ['-Dintrospection=disabled', '-Dtests=false'] }),
  withAutotools('libarchive', '', { sbu: 0.3 }),
  withAutotools('libb2', ''),
  withAutotools('mpfr', 'gmp', { sbu: 0.2 }),
  // Which asks a program of libgpg-error's, not pkg-config.
  withAutotools('libgcrypt', 'libgpg-error', {
    cpuSeconds: 41,
    tried: true,
    options: ['GPGRT_CONFIG=@sysroot@/usr/bin/gpgrt-config', '--disable-doc'],
  }),
  withMeson('libsecret', 'glib libgcrypt', {
    cpuSeconds: 15,
    tried: true,
    options: ['-Dintrospection=false', '-Dvapi=false', '-Dgtk_doc=false', '-Dmanpage=false'],
  }),
  libxslt,
  ...[libltdl, lmdb],
  lua,
  withAutotools('sqlite', '', { sbu: 0.3 }),
];
