import type { ArtifactBoot } from '../../image/artifact-manifest.js';
import { consoleArguments, firstDiskCommands, iommuArguments, linuxCommands, type MenuOptions } from './grub-config.js';

const kernel = '/boot/vmlinuz';
const initramfs = '/boot/initramfs.img';

const live = (words: string[], serial: boolean) =>
  linuxCommands(kernel, initramfs, ['smech.live', ...words, ...iommuArguments, 'quiet', ...consoleArguments(serial)]);

const serialTitle = 'Install SmechVisor (serial console)';

export const installMenu: MenuOptions = {
  timeoutSeconds: 10,
  entries: [
    { title: 'Install SmechVisor', hotkey: 'i', commands: live([], false) },
    { title: serialTitle, hotkey: 's', commands: live([], true) },
    { title: 'Rescue shell', hotkey: 'r', commands: live(['smech.rescue'], false) },
    { title: 'Start from the first disk', hotkey: 'd', commands: firstDiskCommands },
  ],
};

/** How `verify` knows that the medium has started: lines of its own first program, of OpenRC, and the installer. */
export const installBoot: ArtifactBoot = {
  medium: 'cdrom',
  entry: serialTitle,
  serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*serial console', send: 's' }],
  marks: [
    { name: 'medium found', pattern: 'smechvisor: medium on /dev/' },
    { name: 'OpenRC', pattern: 'OpenRC \\S+ is starting up' },
    { name: 'services', pattern: 'ready, \\d+ services started, none crashed' },
    { name: 'installer', pattern: 'smechvisor-install: ready on /dev/' },
  ],
  memoryMiB: 1024,
};
