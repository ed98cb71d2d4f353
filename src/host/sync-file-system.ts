import { run } from './exec.js';

/** Returns when the disk has all that was written to the file system of this path; throws where it could not take it. */
export async function syncFileSystem(file: string): Promise<void> {
  await run(['sync', '-f', file]);
}
