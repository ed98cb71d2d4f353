import type { HostSelection } from '../../layers/host-tree.js';

const documentation = ['doc', 'doc-base', 'info', 'lintian', 'bug', 'man'].map((name) => `usr/share/${name}`);
/** Of the distribution's own package manager: SmechOS has spk. */
const packageManager = ['usr/bin/{apt,apt-*,dpkg,dpkg-*}', 'usr/{lib,libexec,share}/{apt,dpkg}'];

/** OpenRC itself, as distributions install it. */
export const openrcFiles: HostSelection = {
  take: [
    '{usr/,}sbin/{openrc,openrc-*,rc,rc-service,rc-update,rc-sstat,supervise-daemon}',
    '{usr/,}bin/rc-status',
    '{usr/,}{lib,libexec}/rc/**',
    'etc/init.d/**',
    'etc/conf.d/**',
    'etc/runlevels/**',
    'etc/rc.conf',
  ],
  unreadable: [],
};

/** Programs, what they share, and the folders of a system. */
export const utilities: HostSelection = {
  take: [
    ...['bin', 'sbin', 'lib', 'lib64', 'lib32', 'libx32'],
    ...['boot', 'dev', 'home', 'media', 'mnt', 'opt', 'proc', 'root', 'run', 'srv', 'sys', 'tmp'],
    ...['cache', 'lib', 'local', 'lock', 'log', 'mail', 'opt', 'run', 'spool', 'tmp'].map((name) => `var/${name}`),
    ...['bin', 'sbin', 'usr/bin', 'usr/sbin', 'usr/libexec', 'usr/share'].flatMap((name) => [name, `${name}/**`]),
    ...['usr', 'usr/local', 'var/lib/pam', 'var/lib/pam/**', 'var/lib/dbus', 'var/lib/sddm', 'var/lib/initscripts'],
  ],
  leave: [...documentation, ...packageManager, ...openrcFiles.take.slice(0, 3)],
};

/** Where libraries lie side by side: of these only those that something needs. */
export const libraryFolders = [
  'usr/lib/x86_64-linux-gnu',
  'usr/lib64',
  'usr/lib',
  'lib/x86_64-linux-gnu',
  'lib64',
  'lib',
];

/** What lies below them is loaded by name at run time (PAM, NSS, udev, plugins), which no ELF file tells. */
export const loadedByName: HostSelection = {
  take: [
    ...['lib/*/**', 'usr/lib/*/**', 'usr/lib64/**', 'lib64/**'],
    ...libraryFolders.map((folder) => `${folder}/libnss_*.so*`),
  ],
  leave: [
    'usr/lib/x86_64-linux-gnu/!(libnss_*).so*',
    'lib/x86_64-linux-gnu/!(libnss_*).so*',
    '{usr/,}lib/**/*.{a,la,o}',
    '{usr/,}lib/{modules,debug,firmware,ssl/private,rc}',
    'usr/lib/x86_64-linux-gnu/{pkgconfig,cmake}',
    ...packageManager,
  ],
};

/** What compilers put into what they make, and no recipe compiles. */
export const compilerLibraries: HostSelection = {
  take: libraryFolders.map((folder) => `${folder}/{libgcc_s,libstdc\\+\\+,libatomic}.so.*`),
};

/** A desktop also loads libraries whose names stand in its configuration or are put together while it runs: all that lie side by side. */
export const desktopLibraries: HostSelection = { take: libraryFolders.map((folder) => `${folder}/*.so*`) };

/** The whole of them: what a phase that takes some of them depends on. */
export const allLibraries: HostSelection = {
  take: libraryFolders.map((folder) => `${folder}/**`),
  leave: ['{usr/,}lib/{modules,debug,firmware}'],
};

/** What says who may come in, or which machine it is: never leaves the reference host. */
const secrets = [
  'etc/{shadow,gshadow,passwd,group,subuid,subgid}-',
  'etc/{shadow,gshadow}',
  'etc/security/opasswd',
  'etc/ssh/ssh_host_*',
  'etc/{machine-id,hostid,hostname,hosts,resolv.conf,.pwd.lock}',
  'etc/ssl/private/**',
  'etc/{krb5.keytab,krb5/**/*.keytab}',
  'etc/{NetworkManager/system-connections,wpa_supplicant,wireguard,openvpn,ipsec.d,iwd}/**',
  'etc/{ppp,chatscripts}/*secrets*',
  'etc/{letsencrypt,cups}/**',
  'etc/**/*{.key,_key,.pem.key,.p12,.pfx,.keytab,.netrc}',
  'etc/**/{.netrc,.pgpass,auth.conf,authorized_keys,random-seed,credentials,credstore,credstore.encrypted}',
  'etc/apt/{auth.conf,auth.conf.d/**}',
];

/** Not for everybody's eyes as Debian has them, not secret, and a system does not do its work without them. */
const protectedEtc = [
  ...['passwd', 'group', 'sudoers', 'sudoers.d/**', 'polkit-1/**', 'libaudit.conf', 'fuse.conf'],
  ...['at.allow', 'at.deny', 'cron.allow', 'cron.deny'],
].map((name) => `etc/${name}`);

/** /etc without secrets, and without what other phases write. */
export const etcSkeleton: HostSelection = {
  take: ['etc', 'etc/**'],
  leave: [
    ...secrets,
    ...['apt', 'dpkg', 'debconf.conf', 'ld.so.cache', 'mtab', 'fstab', 'inittab', 'rc?.d', 'runlevels', 'rc.conf'].map(
      (name) => `etc/${name}`,
    ),
  ],
  unreadable: protectedEtc,
};
