import { chmod, copyFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import PQueue from 'p-queue';
import { run } from '../host/exec.js';
import { filesBelow } from '../host/files-below.js';
import { type BinaryKind, binaryKind } from './elf.js';
import type { Programs } from './toolchain/host-tools.js';

/** Objects and kernel modules are linked later by their symbols: only debug information goes. */
const options: Record<BinaryKind, string[]> = {
  linked: ['--strip-unneeded', '--remove-section=.comment'],
  object: ['--strip-debug'],
  archive: ['--strip-debug', '--enable-deterministic-archives'],
};

export interface StripOptions {
  dir: string;
  /** A folder of its own for strip's results. */
  temporary: string;
  jobs: number;
  programs: Programs;
  signal?: AbortSignal;
}

/**
 * Strips every program, library and object below a folder. Content is written back into the same inode: fakeroot keeps owner and mode by it,
 * and hard links stay one file.
 */
export async function stripTree({ dir, temporary, jobs, programs, signal }: StripOptions): Promise<void> {
  const queue = new PQueue({ concurrency: jobs });
  const seen = new Set<bigint>();
  const work = (await filesBelow(dir)).map((file, index) =>
    queue.add(async () => {
      const { ino, mode } = await stat(file, { bigint: true });
      if (seen.has(ino)) return;
      seen.add(ino);
      const kind = binaryKind(file);
      if (kind === null) return;
      const result = path.join(temporary, `stripped-${index}`);
      await run(programs.enter(['strip', ...options[kind], '-o', result, file]), {
        env: { LC_ALL: 'C' },
        ...(signal ? { signal } : {}),
      });
      const bits = Number(mode) & 0o7777;
      await chmod(file, bits | 0o600);
      await copyFile(result, file);
      await chmod(file, bits);
      await rm(result);
    }),
  );
  await Promise.all(work);
}

/** libtool's archives name build paths and are of no use in a target. */
export async function removeLibtoolArchives(dir: string): Promise<void> {
  for (const file of await filesBelow(dir)) if (file.endsWith('.la')) await rm(file);
}
