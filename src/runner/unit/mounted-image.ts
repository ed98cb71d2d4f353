import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { copySparse } from '../../host/copy-sparse.js';
import { prerequisiteError } from '../../host/errors.js';
import { run } from '../../host/exec.js';
import { syncFileSystem } from '../../host/sync-file-system.js';
import { rootImageFile } from '../../image/root-image.js';
import { sentenceOf } from '../../state/sentence-of.js';
import type { UnitWork } from './work.js';

/**
 * Does something while a copy of images/part2.img is mounted at the target, in this process's own mount namespace. The image itself is never
 * mounted: what is changed becomes a layer, which is brought into it like all others, and what a failure leaves half done goes with the copy.
 */
export async function withMountedImage<T>({ session, request, signal }: UnitWork, work: () => Promise<T>): Promise<T> {
  const { layout, target } = session;
  const image = rootImageFile(layout);
  const copy = path.join(layout.work, `${request.unit}~${path.basename(image)}`);
  await mkdir(layout.work, { recursive: true });
  // One of a process that was killed before it was mounted.
  await rm(copy, { force: true });
  try {
    await copySparse(image, copy, {
      exec: (argv) => run(argv, { signal }),
      what: 'the copy of the image that a script sees',
    });
    await mount(copy, target.path);
  } finally {
    // The loop device keeps it until the mount is gone: so nothing of it is left, however this ends.
    await rm(copy, { force: true });
  }
  console.log(`A copy of ${image} is mounted at ${target.path}.`);
  // Not unmounted: the mount ends with this namespace, and what the script left running must not come to see the folder below it.
  return await work();
}

/** Throws where what was written to the mounted copy did not all get to the disk: the kernel takes it first and finds room for it later. */
export async function settle({ session }: Pick<UnitWork, 'session'>): Promise<void> {
  const { layout, target } = session;
  try {
    await syncFileSystem(target.path);
  } catch (cause) {
    throw prerequisiteError(
      `Not all that the script wrote reached its copy of the image: make room on the disk of ${layout.work}, then run again.`,
      { cause },
    );
  }
}

async function mount(copy: string, target: string): Promise<void> {
  try {
    await run(['mount', '-t', 'ext4', '-o', 'loop', copy, target]);
  } catch (cause) {
    const reason = sentenceOf(cause);
    throw prerequisiteError(
      `The image can't be mounted at ${target} (${reason}): give this machine loop devices, or take mountImage out of smechdeploy.json.`,
      { cause },
    );
  }
}
