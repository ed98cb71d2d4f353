import { truncate } from 'node:fs/promises';
import { e2fsClock } from './e2fs-clock.js';
import type { CheckOptions } from './e2fsck.js';

/** Makes an image and the ext4 file system in it larger; resize2fs wants one that e2fsck has just looked through. A failure may leave it half done. */
export async function growExt4(image: string, sizeMiB: number, { exec, epoch }: CheckOptions): Promise<void> {
  await truncate(image, sizeMiB * 1024 * 1024);
  await exec(['resize2fs', image], { env: e2fsClock(epoch) });
}
