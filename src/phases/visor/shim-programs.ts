/** Of the target: what the shim needs to ask, to receive and to install on a disk. BusyBox's own programs do the rest. */
export const shimPrograms = [
  // The C libraries, and what the programs are linked with.
  ...['lib/ld-musl-x86_64.so.1', 'lib64/**', 'usr/lib/*.so*', 'usr/lib/x86_64-linux-gnu/**'],
  ...['usr/bin/whiptail', 'usr/share/terminfo/**'],
  'usr/bin/spk-visor',
  ...['usr/sbin/{sfdisk,wipefs,blkid}', 'usr/sbin/{mke2fs,mkfs.ext4,mkfs.fat}', 'etc/mke2fs.conf'],
  ...['usr/{bin,sbin}/grub-*', 'usr/sbin/update-grub', 'usr/lib/grub/**'],
];
