import { failure } from '../../host/errors.js';
import type { View } from '../../layers/view.js';
import { grubConfig, linuxCommands } from '../visor/grub-config.js';

const consoles = ['console=ttyS0,115200', 'console=tty0'];
const serialConsoles = [...consoles].reverse();

/** The one kernel of the target, and its initramfs where it has one. */
function kernelOf(view: View): { release: string; initramfs: string | null } {
  const releases = view
    .match(['boot/vmlinuz-*'])
    .flatMap(({ entry }) => (entry.type === 'file' ? [entry.path.slice('boot/vmlinuz-'.length)] : []));
  const [release, ...others] = releases;
  if (release === undefined || others.length > 0)
    throw failure(
      `The target has ${releases.length} kernels (${releases.join(', ') || 'none'}) in /boot where one is expected: run compile_kernel, or take the others out.`,
    );
  const initramfs = [`boot/initrd.img-${release}`, `boot/initramfs-${release}.img`].find((path) => view.get(path));
  return { release, initramfs: initramfs ?? null };
}

/** The menu: the system, and the same with its console on the serial line. */
export function bootMenu(view: View, rootPartition: string): string {
  const { release, initramfs } = kernelOf(view);
  const commands = (args: string[]) => {
    const line = [`root=PARTUUID=${rootPartition}`, 'rootfstype=ext4', 'rootwait', 'ro', ...args];
    const kernel = `/boot/vmlinuz-${release}`;
    return initramfs === null ? [['linux', kernel, ...line].join(' ')] : linuxCommands(kernel, `/${initramfs}`, line);
  };
  return grubConfig({
    timeoutSeconds: 5,
    entries: [
      { title: 'SmechOS', commands: commands(['quiet', ...consoles]) },
      { title: 'SmechOS (serial console)', hotkey: 's', commands: commands(serialConsoles) },
    ],
  });
}

export const fstab = (rootUuid: string, espSerial: string): string =>
  [
    `UUID=${rootUuid} / ext4 defaults,noatime 0 1`,
    `UUID=${espSerial} /boot/efi vfat umask=0077,nofail 0 2`,
    'tmpfs /tmp tmpfs mode=1777,nosuid,nodev 0 0',
    '',
  ].join('\n');
