import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createControl } from '../../src/runner/control.js';
import { watchSpace } from '../../src/runner/space-watch.js';
import type { RunEvent } from '../../src/state/events.js';
import { temporaryFolder, until } from './tools.js';

const MiB = 1024 ** 2;

it.skipIf(process.getuid?.() !== 0)('pauses before a disk is full, and goes on once there is room', async () => {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
  const events: RunEvent[] = [];
  const control = createControl((event) => void events.push(event));
  const end = watchSpace([{ path: path.join(folder, 'work'), what: 'the work folder' }], control, 20);
  onTestFinished(end);
  const filler = path.join(folder, 'filler');

  writeFileSync(filler, Buffer.alloc(63 * MiB));
  await until('the pause', () => control.isPaused());
  expect(events[0]).toMatchObject({ type: 'run.paused', by: expect.stringMatching(/the work folder .* MiB free/) });

  rmSync(filler);
  await until('the run to go on', () => !control.isPaused());

  // Whoever resumes all the same knows better until there was room again.
  writeFileSync(filler, Buffer.alloc(63 * MiB));
  await until('the second pause', () => control.isPaused());
  control.resume('the operator');
  const before = events.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(events).toHaveLength(before);
});

it('goes on when both who paused it want that: the guard of free space takes back its own pause alone', () => {
  const events: RunEvent[] = [];
  const control = createControl((event) => void events.push(event));
  control.pause('the guard', 'guard');
  control.pause('the operator');
  control.resume('the guard', 'guard');
  expect(control.isPaused()).toBe(true);
  control.resume('the operator');
  expect(control.isPaused()).toBe(false);
  control.pause('the guard', 'guard');
  control.resume('the guard', 'guard');
  expect([control.isPaused(), events.filter(({ type }) => type === 'run.resumed').length]).toEqual([false, 2]);
});
