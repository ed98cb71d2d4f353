import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';
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

/** Makes an empty images/part2.img where there is none; refuses one that is larger than wanted. Returns its path. */
export async function ensureRootImage({ layout, sizeMiB, epoch, exec }: RootImage): Promise<string> {
  const image = rootImageFile(layout);
  if (existsSync(image)) {
    const has = Math.ceil((await stat(image)).size / 1024 / 1024);
    if (has <= sizeMiB) return image;
    throw prerequisiteError(
      `${image} has ${has} MiB and can't be made smaller to the ${sizeMiB} MiB of images.rootMiB in smechdeploy.json: delete it and run again, it is made anew.`,
    );
  }
  await mkdir(layout.images, { recursive: true });
  const part = path.join(layout.images, `.${path.basename(image)}.part`);
  try {
    // Its identifiers are those of every SmechOS image of this size: it is one file system, filled anew. One that grows keeps them.
    await makeExt4({ out: part, sizeMiB, label: 'smechos', fingerprint: `smechos root ${sizeMiB}`, epoch, exec });
    await rename(part, image);
  } finally {
    await rm(part, { force: true });
  }
  return image;
}
