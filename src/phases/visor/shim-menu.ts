import type { ArtifactBoot } from '../../image/artifact-manifest.js';
import { consoleArguments, firstDiskCommands, linuxCommands, type MenuOptions } from './grub-config.js';

const start = (serial: boolean) =>
  linuxCommands('/boot/vmlinuz', '/boot/initramfs.img', ['quiet', ...consoleArguments(serial)]);

const serialTitle = 'SmechVisor Deploy Shim (serial console)';

export const shimMenu: MenuOptions = {
  timeoutSeconds: 5,
  entries: [
    { title: 'SmechVisor Deploy Shim', hotkey: 'i', commands: start(false) },
    { title: serialTitle, hotkey: 's', commands: start(true) },
    { title: 'Start from the first disk', hotkey: 'd', commands: firstDiskCommands },
  ],
};

export const shimBoot: ArtifactBoot = {
  medium: 'cdrom',
  entry: serialTitle,
  serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*serial console', send: 's' }],
  marks: [
    { name: 'shim', pattern: 'SmechVisor Deploy Shim \\d' },
    { name: 'hardware', pattern: 'Processor +\\S' },
    { name: 'network', pattern: 'Network +\\S' },
    { name: 'first question', pattern: 'Continue' },
  ],
  memoryMiB: 512,
};
