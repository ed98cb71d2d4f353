import { e2fsClock } from './e2fs-clock.js';
import type { Exec } from './exec.js';

export interface CheckOptions {
  exec: Exec;
  /** Seconds: what it takes for now. */
  epoch: number;
}

/** Throws unless the ext4 file system in an image is in order; changes nothing. */
export async function checkExt4(image: string, { exec, epoch }: CheckOptions): Promise<void> {
  await exec(['e2fsck', '-fn', image], { env: e2fsClock(epoch) });
}

/** Mends what can be mended without being asked. `folders`: also gives folders their index of names anew. */
export async function repairExt4(image: string, { exec, epoch }: CheckOptions, folders = false): Promise<void> {
  const options = folders ? '-fyD' : '-fp';
  // Exit 1 means mended.
  const command = `e2fsck ${options} "$1" || test $? -eq 1`;
  // Its own variable; not for a look alone, which would find fault with a file system that was mounted later.
  await exec(['sh', '-c', command, 'sh', image], { env: { ...e2fsClock(epoch), E2FSCK_TIME: String(epoch) } });
}
