import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../../src/host/package.js';

it('of 100 MB is opened, counted and searched in the memory of a small one', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'big-log-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const line = '  CC [M]  drivers/net/ethernet/intel/e1000e/file.o with\tflags and more\n';
  const times = 15_000;
  const block = line.repeat(times);
  const file = await open(path.join(dir, 'log'), 'w');
  for (let count = 0; count < 100; count++) await file.write(block);
  const end = 'a Needle\n';
  await file.write(end);
  await file.close();
  const [size, lines] = [100 * block.length + end.length, 100 * times + 1];
  expect(size).toBeGreaterThan(100_000_000);

  const child = packageFile('test/host/log/big-log-child.mjs');
  const args = ['--max-old-space-size=16', '--max-semi-space-size=2', child, path.join(dir, 'log')];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { mostMegabytes, ...found } = JSON.parse(stdout);
  const last = size - end.length;
  const counted = { size, indexed: size, lines };
  expect(found).toEqual({ end: 'a Needle', size: counted, first: lines, last, found: last, error: null });
  expect(mostMegabytes).toBeLessThan(200);
}, 60_000);
