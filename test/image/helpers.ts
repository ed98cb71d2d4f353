import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../src/host/exec.js';
import type { Exec } from '../../src/image/exec.js';

/** As a phase's: the real programs. */
export const exec: Exec = async (argv, { onLine, ...options } = {}) => {
  const lines = (chunk: string) => {
    for (const line of chunk.split(/[\r\n]/)) onLine?.(line);
  };
  return (await run(argv, { ...options, onOutput: lines })).stdout;
};

/** A folder that goes when the test file is through. */
export function scratch(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-image-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export const hashOf = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

export const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
