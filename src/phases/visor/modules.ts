import picomatch from 'picomatch';

/**
 * Modules at these globs (`kernel/drivers/ata/**`) and all that they depend on, from the text of modules.dep: paths as they stand there, sorted.
 */
export function moduleClosure(modulesDep: string, globs: string[]): string[] {
  const dependencies = new Map<string, string[]>();
  for (const line of modulesDep.split('\n')) {
    const [module, rest] = line.split(':', 2);
    if (module)
      dependencies.set(
        module,
        (rest ?? '').split(' ').filter((name) => name !== ''),
      );
  }
  const wanted = picomatch(globs);
  const taken = new Set<string>();
  const take = (module: string) => {
    if (taken.has(module)) return;
    taken.add(module);
    for (const dependency of dependencies.get(module) ?? []) take(dependency);
  };
  for (const module of dependencies.keys()) if (wanted(module)) take(module);
  return [...taken].sort();
}

const storage = [
  'ata',
  'block',
  'cdrom',
  'message',
  'nvme',
  'pci',
  'scsi',
  'usb/core',
  'usb/host',
  'usb/storage',
  'virtio',
];
const fileSystems = ['ext4', 'fat', 'isofs', 'nls', 'overlayfs', 'squashfs'];
const keyboards = ['hid', 'input/keyboard', 'input/serio'];

const below = (folder: string, names: string[]) => names.map((name) => `kernel/${folder}/${name}/**`);

/** To find a medium or a root file system on any drive, and to type at a rescue shell. ext4 asks for crc32c only when it mounts. */
export const storageModules = [
  ...below('drivers', [...storage, ...keyboards]),
  ...below('fs', fileSystems),
  'kernel/crypto/crc32c_generic.ko*',
];

/** To reach the network by Ethernet. */
export const networkModules = [
  ...below('drivers/net', ['ethernet', 'phy', 'mdio', 'pcs']),
  ...['virtio_net', 'net_failover', 'mii'].map((name) => `kernel/drivers/net/${name}.ko*`),
];
