import { open, readFile } from 'node:fs/promises';
import { failure } from '../host/errors.js';

const sector = 512;
/** Where GRUB's boot.img keeps the sector of its core image, and the check of the drive number that broken firmware needs. */
const kernelSector = 0x5c;
const driveCheck = 0x66;
/** The boot sector's code ends where the table of partitions begins. */
const codeBytes = 440;
/** The first sector of a core image ends with the list of the rest: sector, count, segment. */
const blockList = sector - 12;
const coreSegment = 0x820;

export interface GrubOnDisk {
  disk: string;
  /** boot.img and a core image for i386-pc. */
  bootImage: string;
  coreImage: string;
  /** The BIOS boot partition, in bytes from the start of the disk. */
  partition: { offset: number; size: number };
}

/** Puts GRUB's boot sector and core image onto a GPT disk image, as grub-bios-setup does on a device. */
export async function installGrubBios({ disk, bootImage, coreImage, partition }: GrubOnDisk): Promise<void> {
  const boot = await readFile(bootImage);
  const core = await readFile(coreImage);
  if (boot.length !== sector || core.length > partition.size)
    throw failure(
      `GRUB for BIOS does not fit: ${bootImage} has ${boot.length} bytes of 512, ${coreImage} has ${core.length} of at most ${partition.size}.`,
    );
  const start = partition.offset / sector;
  boot.writeBigUInt64LE(BigInt(start), kernelSector);
  boot.writeUInt16LE(0x9090, driveCheck);
  core.writeBigUInt64LE(BigInt(start + 1), blockList);
  core.writeUInt16LE(Math.ceil(core.length / sector) - 1, blockList + 8);
  core.writeUInt16LE(coreSegment, blockList + 10);
  const file = await open(disk, 'r+');
  try {
    await file.write(boot, 0, codeBytes, 0);
    await file.write(core, 0, core.length, partition.offset);
  } finally {
    await file.close();
  }
}
