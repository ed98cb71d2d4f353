import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { deadlineOf, isOver, waitedSeconds } from '../../src/verify/deadline.js';

/** Never ends, and keeps the first processor busy. */
function busy(): ChildProcess {
  const child = spawn('taskset', ['-c', '0', 'sh', '-c', 'while :; do :; done'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

describe('the deadline of a machine', () => {
  it('does not count what it waited for a processor, and ends at last all the same', () => {
    expect(isOver(419, 0, 420)).toBe(false);
    expect(isOver(420, 0, 420)).toBe(true);
    expect(isOver(600, 300, 420)).toBe(false);
    expect(isOver(1680, 1600, 420)).toBe(true);
  });

  it('sees how long a process waited', async () => {
    const [one] = [busy(), busy()];
    await vi.waitFor(async () => expect(await waitedSeconds(one?.pid ?? 0)).toBeGreaterThan(0.1), { timeout: 4000 });
    expect(await waitedSeconds(2 ** 30)).toBe(0);
  });

  it('comes', async () => {
    expect(await deadlineOf(process.pid, 0.05, new AbortController().signal)).toBeGreaterThanOrEqual(0.05);
    await expect(deadlineOf(process.pid, 100, AbortSignal.timeout(10))).rejects.toThrow();
  });
});
