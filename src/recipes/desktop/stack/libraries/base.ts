import { autotools, make, prebuilt, step } from '../../../../build/drivers/index.js';
import { autotoolsTools, makeTools, prebuiltTools } from '../../../../build/tools.js';
import type { Module } from '../define.js';
import { withAutotools, withCmake, withMeson, withSteps } from './rows.js';

const tool = (command: string, from = command) => ({ command, package: from });
const shell = (title: string, ...lines: string[]) =>
  step(title, ['sh', '-e', '-c', lines.join('\n')], { fakeroot: true });

/** Out of the distribution's folders for several architectures, where no sysroot looks. */
const libudev = withSteps(
  'libudev',
  'libcap',
  [
    ...prebuilt({ exclude: ['./usr/share'] }),
    shell(
      'move',
      'mv @dest@/usr/lib/x86_64-linux-gnu/* @dest@/usr/lib/',
      'rmdir @dest@/usr/lib/x86_64-linux-gnu',
      "sed -i 's|/lib/x86_64-linux-gnu|/lib|' @dest@/usr/lib/pkgconfig/libudev.pc",
    ),
  ],
  prebuiltTools,
  { cpuSeconds: 2, tried: true },
);

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

/** Headers alone: what KDE takes of it has nothing to compile. */
const boost = withSteps(
  'boost',
  '',
  [shell('install', 'mkdir -p @dest@/usr/include', 'cp -r boost @dest@/usr/include/')],
  makeTools,
);

const bzip2 = withSteps(
  'bzip2',
  '',
  [
    step('compile', ['make', '-f', 'Makefile-libbz2_so']),
    shell(
      'install',
      'mkdir -p @dest@/usr/include @dest@/usr/lib/pkgconfig',
      'cp bzlib.h @dest@/usr/include/',
      'cp -a libbz2.so.1.0.8 libbz2.so.1.0 @dest@/usr/lib/',
      'ln -s libbz2.so.1.0 @dest@/usr/lib/libbz2.so',
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
  { sbu: 0.5 },
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
  { sbu: 0.05 },
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
  withAutotools('attr', '', { sbu: 0.05 }),
  withAutotools('acl', 'attr', { sbu: 0.05 }),
  boost,
  bzip2,
  withCmake('json-c', '', { sbu: 0.2 }),
  openssl,
  withAutotools('popt', '', { sbu: 0.05 }),
  icu,
  withAutotools('libxml2', 'zlib icu', { sbu: 0.4, options: ['--without-python'] }),
  withMeson('shared-mime-info', 'glib libxml2', {
    sbu: 0.05,
    options: ['-Dbuild-tools=false', '-Dupdate-mimedb=false'],
    tools: [tool('msgfmt', 'gettext')],
  }),
  withAutotools('gmp', '', { sbu: 0.3, options: ['--enable-cxx'] }),
  withAutotools('libgpg-error', '', { sbu: 0.3 }),
  withAutotools('libassuan', 'libgpg-error', { sbu: 0.1 }),
  withAutotools('gpgme', 'libgpg-error libassuan', { sbu: 1.5, options: ['--enable-languages=cpp'] }),
  withMeson('hicolor-icon-theme', '', { sbu: 0.05 }),
  withAutotools('iso-codes', '', { sbu: 0.3, tools: [tool('msgfmt', 'gettext')] }),
  withMeson('json-glib', 'glib', { sbu: 0.1, options: ['-Dintrospection=disabled', '-Dtests=false'] }),
  withAutotools('libarchive', '', { sbu: 0.3 }),
  withAutotools('libb2', ''),
  withAutotools('mpfr', 'gmp', { sbu: 0.2 }),
  withAutotools('libgcrypt', 'libgpg-error', { sbu: 0.4 }),
  withMeson('libsecret', 'glib libgcrypt', {
    sbu: 0.3,
    options: ['-Dintrospection=false', '-Dvapi=false', '-Dgtk_doc=false', '-Dmanpage=false'],
  }),
  withAutotools('libxslt', 'libxml2', { sbu: 0.2, options: ['--without-python'] }),
  lmdb,
  lua,
  withAutotools('sqlite', '', { sbu: 0.3 }),
];
