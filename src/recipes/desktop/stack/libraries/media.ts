import { step } from '../../../../build/drivers/index.js';
import { makeTools } from '../../../../build/tools.js';
import type { Module } from '../define.js';
import { withAutotools, withCmake, withMeson, withSteps } from './rows.js';

/** A configure script of its own, which takes what autotools calls a host apart. */
const ffmpeg = withSteps(
  'ffmpeg',
  'zlib libdrm libva',
  [
    step('configure', [
      './configure',
      ...['--prefix=/usr', '--libdir=/usr/lib', '--shlibdir=/usr/lib', '--enable-cross-compile', '--arch=x86_64'],
      ...['--target-os=linux', '--cc=gcc', '--pkg-config=pkg-config'],
      ...['--enable-shared', '--disable-static', '--disable-programs', '--disable-doc', '--disable-autodetect'],
      ...['--enable-zlib', '--enable-libdrm', '--enable-vaapi'],
    ]),
    step('compile', ['make', '-j@jobs@']),
    step('install', ['make', 'DESTDIR=@dest@', 'install'], { fakeroot: true }),
  ],
  [...makeTools, { command: 'nasm', package: 'nasm' }, { command: 'pkg-config', package: 'pkg-config' }],
  { sbu: 1.2 },
);

/** Sound, pictures and video, each after what it needs. */
export const mediaLibraries: Module[] = [
  withAutotools('alsa-lib', '', { cpuSeconds: 30, tried: true }),
  withCmake('exiv2', 'expat zlib brotli', {
    sbu: 0.4,
    options: ['-DEXIV2_BUILD_SAMPLES=OFF', '-DEXIV2_BUILD_EXIV2_COMMAND=OFF', '-DEXIV2_ENABLE_INIH=OFF'],
  }),
  withMeson('libva', 'libdrm libx11 wayland', { cpuSeconds: 6, tried: true }),
  ffmpeg,
  withMeson('gdk-pixbuf', 'glib libpng libjpeg-turbo shared-mime-info', {
    sbu: 0.2,
    options: ['-Dintrospection=disabled', '-Dman=false', '-Dtests=false', '-Dinstalled_tests=false'],
  }),
  withAutotools('libogg', '', { cpuSeconds: 7, tried: true }),
  withAutotools('libvorbis', 'libogg', { cpuSeconds: 7, tried: true }),
  withCmake('libsndfile', '', {
    cpuSeconds: 60,
    tried: true,
    options: ['EXTERNAL_LIBS', 'MPEG']
      .map((part) => `-DENABLE_${part}=OFF`)
      .concat('-DBUILD_PROGRAMS=OFF', '-DBUILD_EXAMPLES=OFF'),
  }),
  withMeson('libpulse', 'glib dbus libsndfile', {
    cpuSeconds: 19,
    tried: true,
    options: [
      ...['-Ddaemon=false', '-Dtests=false', '-Dman=false', '-Ddoxygen=false', '-Ddatabase=simple'],
      // Where it keeps a library of its own. meson writes such a path over one that is at least as long, and leaves none here.
      '-Dc_link_args=-Wl,-rpath,/usr/lib/pulseaudio',
    ],
  }),
  withAutotools('libcanberra', 'libvorbis libltdl alsa-lib libpulse', {
    cpuSeconds: 11,
    tried: true,
    options: ['--disable-gtk', '--disable-gtk3', '--disable-oss'],
  }),
  withAutotools('libtiff', 'zlib libjpeg-turbo'),
  withCmake('libwebp', '', { sbu: 0.1 }),
  withMeson('pipewire', 'dbus glib alsa-lib libudev libpulse', {
    cpuSeconds: 192,
    tried: true,
    options: [
      '-Dsystemd=disabled',
      '-Dsession-managers=[]',
      '-Dtests=disabled',
      '-Dexamples=disabled',
      '-Dman=disabled',
      // Where its modules find each other: a path that meson writes over one that is at least as long.
      '-Dc_link_args=-Wl,-rpath,/usr/lib/pipewire-0.3',
    ],
    leaksAllowed: [
      {
        glob: 'build/spa/plugins/audioconvert/spa-resample-dump-coeffs.p/*',
        why: 'a program that runs during the build, and is not installed',
      },
    ],
  }),
  withAutotools('qrencode', '', { cpuSeconds: 4, tried: true, options: ['--without-tools'] }),
  withCmake('taglib', '', { sbu: 0.1 }),
  withMeson('wireplumber', 'pipewire glib lua5.4', {
    sbu: 0.3,
    options: ['-Dsystem-lua=true', '-Dintrospection=disabled', '-Ddoc=disabled', '-Dtests=false', '-Dsystemd=disabled'],
  }),
  withMeson('xdg-desktop-portal', 'glib pipewire gdk-pixbuf json-glib', {
    sbu: 0.1,
    options: ['-Ddocumentation=disabled', '-Dman-pages=disabled', '-Dtests=disabled', '-Dsystemd=disabled'],
  }),
  withCmake('zxing-cpp', '', { sbu: 0.1, options: ['-DZXING_EXAMPLES=OFF', '-DZXING_BLACKBOX_TESTS=OFF'] }),
];
