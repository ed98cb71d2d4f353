import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../src/host/exec.js';
import { holdLock, tryLock, underLock } from '../../src/host/flock.js';
import { packageFile } from '../../src/host/package.js';
import { isFree, temporaryFolder, until } from '../runner/tools.js';

const { signal } = new AbortController();
const lockFile = () => path.join(temporaryFolder(), 'made/lock');

/** A process of our program that works under the lock. */
async function worker(file: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [packageFile('test/fixtures/hold-flock.mjs'), packageFile('dist'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child;
}

describe('flock', { timeout: 30_000 }, () => {
  it('is free again when the process that has it is killed, and who waits for it goes on', async () => {
    const file = lockFile();
    const other = await worker(file);
    expect(await tryLock(file)).toBeNull();
    let worked = false;
    const waiting = holdLock(file, signal, async () => {
      worked = true;
      expect(isFree(file)).toBe(false);
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(worked).toBe(false);
    other.kill('SIGKILL');
    await waiting;
    expect(worked).toBe(true);
    expect(isFree(file)).toBe(true);
  });

  it('is given back when the work fails', async () => {
    const file = lockFile();
    await expect(holdLock(file, signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(isFree(file)).toBe(true);
  });

  it('is no longer waited for by anyone once that is aborted', async () => {
    const file = lockFile();
    const first = await tryLock(file);
    const abort = new AbortController();
    const waiting = holdLock(file, abort.signal, async () => undefined);
    setTimeout(() => abort.abort(new Error('stop')), 200);
    await expect(waiting).rejects.toThrow('stop');
    await first?.release();
    await until('nobody to have it', () => isFree(file), 5);
  });

  it('says that flock is missing instead of waiting for it', async () => {
    const { PATH } = process.env;
    process.env.PATH = '/nowhere';
    onTestFinished(() => {
      process.env.PATH = PATH;
    });
    await expect(holdLock(lockFile(), signal, async () => undefined)).rejects.toMatchObject({ exitCode: 3 });
  });

  it('belongs to a program that is run under it', async () => {
    const file = lockFile();
    const first = await tryLock(file);
    await expect(run(underLock(file, ['true'], 0))).rejects.toThrow('exited with 1');
    await first?.release();
    await run(underLock(file, ['sh', '-c', '! flock -n "$1" true', 'sh', file]));
  });
});
