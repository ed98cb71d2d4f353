import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { packageFile } from '../../src/host/package.js';
import { lockHolder, outsideLockFiles, takeLock } from '../../src/runner/locks.js';
import { isFree, temporaryFolder, until } from './tools.js';

function holder(file: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [packageFile('test/fixtures/hold-lock.mjs'), packageFile('dist'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve) =>
    child.stdout.once('data', (data: Buffer) => resolve({ child, said: data.toString().trim() })),
  );
}

describe('locks', { timeout: 30_000 }, () => {
  it('keeps another process out and tells it who holds the lock, until the holder is killed', async () => {
    const file = path.join(temporaryFolder(), 'lock');
    const first = await holder(file);
    expect(first.said).toBe('locked');
    const second = await holder(file);
    expect(second.said).toMatch(
      /^4 Locked by run r1 of \S+ since 20\S+: watch it with `smechdeploy-tui attach --root \/deploy`\.$/,
    );
    expect(lockHolder(file)?.pid).toBe(first.child.pid);
    first.child.kill('SIGKILL');
    await until('the lock to be free', () => isFree(file), 10);
    expect(lockHolder(file)).toBeNull();
    expect((await holder(file)).said).toBe('locked');
  });

  it('can be taken again once it was released', async () => {
    const file = path.join(temporaryFolder(), 'lock');
    await (await takeLock(file)).release();
    const lock = await takeLock(file);
    expect(isFree(file)).toBe(false);
    await lock.release();
    expect(isFree(file)).toBe(true);
  });

  it('says what is wrong with a lock file that cannot be made', async () => {
    const dir = temporaryFolder();
    mkdirSync(path.join(dir, 'lock'));
    await expect(takeLock(path.join(dir, 'lock', '\0'))).rejects.toMatchObject({ exitCode: 3 });
  });

  it('locks a target outside of the deploy root by what it really is', () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    symlinkSync(outside, path.join(root, 'link'));
    const layout = layoutOf(root);
    expect(outsideLockFiles(layout, path.join(root, 'target'))).toEqual([]);
    const files = outsideLockFiles(layout, path.join(outside, 'later/made'));
    expect(files).toHaveLength(1);
    expect(outsideLockFiles(layout, path.join(root, 'link/later/made'))).toEqual(files);
  });
});
