import { make, shell, step } from '../../../../build/drivers/index.js';
import { debianModule, makeTools } from '../../../../build/tools.js';
import type { Module } from '../define.js';
import { withAutotools, withMeson, withSteps } from './rows.js';

const docs = ['--disable-gtk-doc', '--disable-man'];

/** One file; its source has no configure script. */
const libndp = withSteps(
  'libndp',
  '',
  [
    step('compile', [
      ...[
        'gcc',
        '-O2',
        '-fPIC',
        '-fvisibility=hidden',
        '-D_GNU_SOURCE',
        '-Iinclude',
        '-shared',
        '-Wl,-soname,libndp.so.0',
      ],
      ...['-o', 'libndp.so.0', 'libndp/libndp.c'],
    ]),
    shell(
      'install',
      [
        'mkdir -p @dest@/usr/include @dest@/usr/lib/pkgconfig',
        'cp include/ndp.h @dest@/usr/include/',
        'cp libndp.so.0 @dest@/usr/lib/',
        'ln -s libndp.so.0 @dest@/usr/lib/libndp.so',
        "version=$(sed -n 's/^AC_INIT(.libndp., .\\([0-9.]*\\).*/\\1/p' configure.ac)",
        'sed -e "s|@prefix@|/usr|; s|@exec_prefix@|/usr|; s|@libdir@|/usr/lib|; s|@includedir@|/usr/include|; s|@PACKAGE_VERSION@|$version|" libndp/libndp.pc.in >@dest@/usr/lib/pkgconfig/libndp.pc',
      ],
      { fakeroot: true },
    ),
  ],
  makeTools,
  { cpuSeconds: 2, tried: true },
);

/** What a session talks to: the bus, logins, rights, power, disks, networks. */
export const services: Module[] = [
  withMeson('dbus', 'expat libx11', {
    cpuSeconds: 15,
    tried: true,
    options: [
      ...['-Dsystemd=disabled', '-Ddoxygen_docs=disabled', '-Dxml_docs=disabled', '-Dmodular_tests=disabled'],
      // Otherwise the temporary folder of the build.
      '-Dsession_socket_dir=/tmp',
    ],
  }),
  withMeson('linux-pam', '', {
    cpuSeconds: 15,
    tried: true,
    options: ['-Ddocs=disabled', '-Dexamples=false', '-Dxtests=false'],
    // A locked screen asks it, as the user, whether a password is right.
    attributes: [{ path: 'usr/sbin/unix_chkpwd', mode: 0o4755, uid: 0, gid: 0 }],
  }),
  withMeson('elogind', 'libudev linux-pam libcap dbus util-linux', {
    cpuSeconds: 46,
    tried: true,
    options: [
      ...['-Dman=false', '-Dhtml=false', '-Dtests=false', '-Ddefault-kill-user-processes=false'],
      // Otherwise folders of the sysroot, as the pkg-config file of dbus has them.
      '-Ddbuspolicydir=/usr/share/dbus-1/system.d',
      '-Ddbussystemservicedir=/usr/share/dbus-1/system-services',
      // Otherwise the name that the building machine's init has given its own.
      '-Dcgroup-controller=elogind',
    ],
    tools: [debianModule('jinja2', 'python3-jinja2')],
  }),
  withMeson('polkit', 'glib duktape linux-pam elogind expat dbus', {
    cpuSeconds: 10,
    tried: true,
    options: [
      ...['-Dsession_tracking=elogind', '-Dintrospection=false', '-Dtests=false', '-Dman=false'],
      // Its daemon includes elogind's systemd/sd-daemon.h without asking pkg-config where that is.
      '-Dc_args=-I@sysroot@/usr/include/elogind',
    ],
    tools: [{ command: 'glib-mkenums', package: 'libglib2.0-dev-bin' }],
  }),
  withMeson('accountsservice', 'glib polkit elogind', {
    sbu: 0.05,
    options: ['-Delogind=true', '-Dintrospection=false', '-Dvapi=false'],
  }),
  withAutotools('hwdata', '', { cpuSeconds: 1, tried: true }),
  withMeson('libgudev', 'glib libudev', {
    cpuSeconds: 2,
    tried: true,
    options: ['-Dintrospection=disabled', '-Dvapi=disabled', '-Dtests=disabled'],
  }),
  withAutotools('libusb', 'libudev', { sbu: 0.05 }),
  withSteps(
    'lm-sensors',
    '',
    make({ makeArgs: ['PREFIX=/usr', 'LIBDIR=/usr/lib', 'CC=gcc'] }),
    [...makeTools, { command: 'bison', package: 'bison' }, { command: 'flex', package: 'flex' }],
    { cpuSeconds: 4, tried: true },
  ),
  withMeson('seatd', '', { options: ['-Dlibseat-logind=disabled', '-Dman-pages=disabled'] }),
  withMeson('upower', 'glib libgudev polkit', {
    sbu: 0.05,
    options: ['-Dgtk-doc=false', '-Dintrospection=disabled', '-Dman=false', '-Didevice=disabled'],
  }),
  withAutotools('lvm2', 'libudev util-linux', { sbu: 0.4, options: ['--enable-pkgconfig'] }),
  withAutotools('cryptsetup', 'util-linux openssl popt json-c lvm2', {
    sbu: 0.2,
    options: ['--disable-asciidoc', '--disable-ssh-token'],
  }),
  withAutotools('libatasmart', 'libudev', { sbu: 0.05 }),
  withAutotools('libbytesize', 'gmp mpfr pcre2', { sbu: 0.05, options: ['--without-python3', '--without-gtk-doc'] }),
  withAutotools('libblockdev', 'glib util-linux libbytesize kmod cryptsetup', {
    sbu: 0.1,
    options: [
      '--without-python3',
      '--without-gtk-doc',
      '--disable-introspection',
      '--without-nvdimm',
      '--without-nvme',
    ],
  }),
  withAutotools('udisks', 'glib libgudev polkit elogind libblockdev libatasmart', {
    sbu: 0.2,
    options: [...docs, '--disable-introspection'],
  }),
  libndp,
  withAutotools('libnl', '', { cpuSeconds: 28, tried: true, options: ['--disable-cli'] }),
  withAutotools('libpcap', 'libnl', { sbu: 0.05 }),
  withSteps(
    'mobile-broadband-provider-info',
    '',
    [
      shell(
        'install',
        'mkdir -p @dest@/usr/share/mobile-broadband-provider-info\ncp serviceproviders.xml apns-conf.xml @dest@/usr/share/mobile-broadband-provider-info/',
        { fakeroot: true },
      ),
    ],
    makeTools,
  ),
  withMeson('modemmanager', 'glib libudev libgudev polkit elogind', {
    options: ['-Dintrospection=false', '-Dman=false', '-Dqmi=false', '-Dmbim=false', '-Dqrtr=false'],
  }),
  withMeson('networkmanager', 'glib libudev libnl elogind polkit dbus libndp', {
    sbu: 1.2,
    // Where msgfmt finds polkit's rules for files of its kind.
    env: { XDG_DATA_DIRS: '@sysroot@/usr/share' },
    options: [
      ...['-Dsession_tracking=elogind', '-Dsystemdsystemunitdir=no', '-Dintrospection=false', '-Dtests=no'],
      ...['-Dnmtui=false', '-Dselinux=false', '-Dlibaudit=no', '-Dppp=false', '-Dqt=false', '-Dvapi=false'],
      // What each wants of libraries is not here: systemd, a library for ciphers, curl, readline, jansson, ModemManager's and libpsl.
      ...['-Dsystemd_journal=false', '-Dsession_tracking_consolekit=false', '-Dsuspend_resume=elogind'],
      ...['-Dcrypto=null', '-Dconcheck=false', '-Dnm_cloud_setup=false', '-Dnmcli=false', '-Dreadline=none'],
      ...['-Dovs=false', '-Dmodem_manager=false', '-Dlibpsl=false'],
      // Otherwise what the machine that compiles has, or the sysroot's place.
      ...['-Ddbus_conf_dir=/usr/share/dbus-1/system.d', '-Dudev_dir=/usr/lib/udev'],
      ...['-Dpolkit_agent_helper_1=/usr/lib/polkit-1/polkit-agent-helper-1', '-Dmodprobe=/sbin/modprobe'],
      ...['iptables', 'ip6tables', 'nft', 'dnsmasq'].map((name) => `-D${name}=/usr/sbin/${name}`),
      ...['dhcpcd', 'resolvconf', 'netconfig'].map((name) => `-D${name}=no`),
    ],
    tools: [
      { command: 'glib-mkenums', package: 'libglib2.0-dev-bin' },
      { command: 'xsltproc', package: 'xsltproc' },
      { command: 'msgfmt', package: 'gettext' },
    ],
  }),
];
