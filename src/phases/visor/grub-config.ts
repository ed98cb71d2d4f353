/** One entry of a boot menu. */
interface MenuEntry {
  title: string;
  /** One key that starts it at once. */
  hotkey?: string;
  /** GRUB commands, one a line. */
  commands: string[];
}

export interface MenuOptions {
  entries: MenuEntry[];
  /** Seconds until the first entry is started. */
  timeoutSeconds: number;
}

/** Node's defaults: groups for every device, host devices untranslated. */
export const iommuArguments = ['intel_iommu=on', 'amd_iommu=on', 'iommu=pt'];

/** Of several consoles the last is /dev/console, where init and its services write. */
export const consoleArguments = (serial: boolean) =>
  serial ? ['console=tty0', 'console=ttyS0,115200'] : ['console=ttyS0,115200', 'console=tty0'];

/** Starts a kernel; paths are those on the device that the menu is on. */
export const linuxCommands = (kernel: string, initramfs: string, args: string[]): string[] => [
  ['linux', kernel, ...args].join(' '),
  `initrd ${initramfs}`,
];

/**
 * The first disk that is not this medium. Under UEFI the firmware goes on with its next entry; under BIOS a disk's boot sector expects to be
 * the first one, which the medium is when it is a USB drive.
 */
export const firstDiskCommands = [
  'if [ "$grub_platform" = efi ]; then exit; fi',
  'if regexp "^hd0" "$root"; then',
  '  drivemap -s (hd0) (hd1)',
  '  set root=(hd1)',
  'else',
  '  set root=(hd0)',
  'fi',
  'chainloader +1',
];

/** grub.cfg with a menu on the screen and, where there is a port, on the serial line (115200). */
export function grubConfig({ entries, timeoutSeconds }: MenuOptions): string {
  const lines = [
    'if serial --unit=0 --speed=115200; then',
    '  terminal_input console serial',
    '  terminal_output console serial',
    'fi',
    'set default=0',
    `set timeout=${timeoutSeconds}`,
    ...entries.flatMap(({ title, hotkey, commands }) => [
      `menuentry ${quote(title)}${hotkey === undefined ? '' : ` --hotkey=${hotkey}`} {`,
      ...commands.map((command) => `  ${command}`),
      '}',
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** GRUB has the shell's single quotes. */
export const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
