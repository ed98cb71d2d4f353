import { meson, shell } from '../build/drivers/index.js';
import { mesonTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { glibcBeside } from './glibc-beside.js';
import { muslSysroot, units } from './names.js';

const programs = [
  'openrc',
  'openrc-run',
  'openrc-init',
  'openrc-shutdown',
  'rc-service',
  'rc-sstat',
  'rc-update',
  'supervise-daemon',
];

/** From source, against musl. Its own services stay out: a node's are in config/openrc. */
const fromSource: Recipe = {
  name: 'openrc',
  title: 'OpenRC',
  sources: ['openrc'],
  dependencies: [...muslSysroot, units.libcap],
  libc: 'musl',
  interpreter: '/lib/ld-musl-x86_64.so.1',
  steps: [
    ...meson({
      libc: 'musl',
      options: [
        ...[
          '--prefix=/',
          '--bindir=/usr/bin',
          '--sbindir=/sbin',
          '--libdir=/usr/lib',
          '--libexecdir=/usr/lib',
          '--includedir=/usr/include',
        ],
        ...['-Dos=Linux', '-Dshell=/bin/sh', '-Dpkgconfig=false', '-Dsysvinit=false', '-Dnewnet=false'],
        ...[
          '-Dpam=false',
          '-Daudit=disabled',
          '-Dselinux=disabled',
          '-Dbash-completions=false',
          '-Dzsh-completions=false',
        ],
      ],
    }),
    // The services name /sbin/openrc-run and the distribution's packages /usr/sbin: both are there with either variant.
    shell('link programs', linkInto('sbin', 'usr/sbin'), { fakeroot: true }),
  ],
  ship: ['sbin/*', 'usr/sbin/*', 'usr/bin/rc-status', 'usr/lib/rc/**', 'usr/lib/lib{rc,einfo}.so.*'],
  tools: mesonTools,
};

// The distribution has another start-stop-daemon in PATH, and its lsb2rcconf complains of each service where insserv is not configured.
const asOnDebian = [
  'ln -s /usr/lib/rc/sbin/start-stop-daemon @dest@/sbin/start-stop-daemon',
  'mkdir -p @dest@/etc/insserv.conf.d',
  'echo "# Facilities of LSB headers: none here has one." >@dest@/etc/insserv.conf',
].join('\n');

/** Debian's packages have no service but getty's; nothing of its /etc is taken. */
const fromPackages: Recipe = glibcBeside({
  name: 'openrc',
  title: 'OpenRC',
  source: 'openrc',
  paths: [...programs.map((name) => `usr/sbin/${name}`), 'usr/bin/rc-status', 'usr/lib/rc'],
  libraries: [
    ...['librc.so.*', 'libeinfo.so.*', 'libcap.so.*', 'libpam.so.*', 'libpam_misc.so.*', 'libaudit.so.*'],
    ...['libcap-ng.so.*', 'libselinux.so.*', 'libpcre2-8.so.*'],
  ],
  steps: [
    shell('link programs', linkInto('usr/sbin', 'sbin'), { fakeroot: true }),
    shell('complete', asOnDebian, { fakeroot: true }),
  ],
  ship: ['sbin/*', 'usr/sbin/*', 'usr/bin/rc-status', 'usr/lib/rc/**', 'etc/insserv.conf', 'etc/insserv.conf.d'],
});

/** Links in one folder for each of the programs in another. */
function linkInto(from: string, into: string): string {
  return [
    `mkdir -p @dest@/${into}`,
    `for name in ${programs.join(' ')}; do ln -s "/${from}/$name" "@dest@/${into}/$name"; done`,
  ].join('\n');
}

/** OpenRC by where it can be had from. */
export const openrc = (provision: 'source' | 'prebuilt'): Recipe =>
  provision === 'source' ? fromSource : fromPackages;
