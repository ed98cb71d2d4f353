import { kbuild } from '../build/drivers/index.js';
import { kbuildTools } from '../build/tools.js';
import type { Recipe } from './define.js';
import { muslSysroot } from './names.js';

const common = [
  '# BusyBox: what both variants leave out of the defaults.',
  'CONFIG_CROSS_COMPILER_PREFIX="x86_64-smech-linux-musl-"',
  '# Needs kernel headers that have dropped CBQ.',
  '# CONFIG_TC is not set',
  "# OpenRC's own does more.",
  '# CONFIG_START_STOP_DAEMON is not set',
  '# The small modprobe reads every module for its aliases and takes one name at a time.',
  '# CONFIG_MODPROBE_SMALL is not set',
  '# What passwd makes of a password: the default would look at eight letters of it.',
  'CONFIG_FEATURE_DEFAULT_PASSWD_ALGO="sha512"',
  '# musl has no RPC.',
  '# CONFIG_FEATURE_HAVE_RPC is not set',
  '# CONFIG_FEATURE_INETD_RPC is not set',
  '# Network servers that a node does not offer.',
  ...['TELNETD', 'FTPD', 'TFTPD', 'INETD', 'DNSD', 'FAKEIDENTD', 'UDHCPD', 'DHCPRELAY', 'LPD'],
  ...['DPKG', 'DPKG_DEB', 'RPM', 'RPM2CPIO', 'BOOTCHARTD', 'LINUXRC'],
].map((line) => (/^[A-Z0-9_]+$/.test(line) ? `# CONFIG_${line} is not set` : line));

/** Applets whose real programs are in the target. */
const replaced = [
  ...['MODPROBE', 'INSMOD', 'RMMOD', 'LSMOD', 'MODINFO', 'DEPMOD'],
  ...['IP', 'IPADDR', 'IPLINK', 'IPROUTE', 'IPTUNNEL', 'IPRULE', 'IPNEIGH'],
  ...['BLKID', 'MKFS_EXT2', 'MKE2FS', 'MKFS_VFAT', 'MKDOSFS', 'LSATTR', 'CHATTR'],
].map((symbol) => `# CONFIG_${symbol} is not set`);

function variant(
  name: string,
  title: string,
  lines: string[],
  ship: string[],
  interpreter: Recipe['interpreter'],
  { dependencies = muslSysroot, prefix = '' } = {},
): Recipe {
  return {
    name,
    title,
    sources: ['busybox'],
    dependencies,
    libc: 'musl',
    interpreter,
    files: { 'busybox.config': { text: `${[...common, ...lines].join('\n')}\n` } },
    steps: kbuild({
      base: 'defconfig',
      fragments: ['busybox.config'],
      install: [[`CONFIG_PREFIX=@dest@${prefix}`, 'install']],
      progress: { kind: 'lines', pattern: '^\\s+CC\\s', total: 524 },
    }),
    ship,
    tools: kbuildTools,
  };
}

/** Shell, coreutils, vi, getty, init, DHCP client and the rest of the root's small programs. */
export const busybox = variant(
  'busybox',
  'BusyBox',
  replaced,
  ['bin/**', 'sbin/**', 'usr/bin/**', 'usr/sbin/**'],
  '/lib/ld-musl-x86_64.so.1',
);

/** One static program for the initramfs; nothing of it goes into the root. */
export const busyboxStatic = variant(
  'busybox-static',
  'BusyBox, static',
  [
    'CONFIG_STATIC=y',
    '# Drivers are found by what devices call themselves; the defaults have these off beside the small modprobe.',
    ...['MODUTILS_ALIAS', 'MODUTILS_SYMBOLS', 'MODPROBE_BLACKLIST'].map((name) => `CONFIG_FEATURE_${name}=y`),
  ],
  [],
  'static',
);

/** Where SmechOS, which runs against glibc, has tools that stand on no library of it. */
const apart = '/usr/lib/musl';

/** One static program with all its names in a folder of its own: for when the system's C library can't be used. */
export const busyboxApart = (dependencies: string[]): Recipe =>
  variant(
    'busybox-static',
    'BusyBox, static',
    ['CONFIG_STATIC=y', 'CONFIG_INSTALL_NO_USR=y'],
    [`${apart.slice(1)}/**`],
    'static',
    { dependencies, prefix: apart },
  );
