import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Exec } from './exec.js';
import { makeExt4 } from './ext4.js';

/** The root file system and the EFI system partition, each as an image of its own. */
export const rootImageFile = (layout: { images: string }): string => path.join(layout.images, 'part2.img');
export const espImageFile = (layout: { images: string }): string => path.join(layout.images, 'part1.img');

export interface RootImage {
  layout: { images: string };
  sizeMiB: number;
  epoch: number;
  exec: Exec;
}

/** Makes an empty images/part2.img where there is none. Returns its path. */
export async function ensureRootImage({ layout, sizeMiB, epoch, exec }: RootImage): Promise<string> {
  const image = rootImageFile(layout);
  if (existsSync(image)) return image;
  await mkdir(layout.images, { recursive: true });
  const part = path.join(layout.images, `.${path.basename(image)}.part`);
  try {
    // Its identifiers are those of every SmechOS image of this size: it is one file system, filled anew.
    await makeExt4({ out: part, sizeMiB, label: 'smechos', fingerprint: `smechos root ${sizeMiB}`, epoch, exec });
    await rename(part, image);
  } finally {
    await rm(part, { force: true });
  }
  return image;
}
