import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OutputPipe } from '../../src/image/output-pipe.js';

it('gives what came since the last time, in whole characters', () => {
  const pipe = new OutputPipe();
  const euro = Buffer.from('€');
  expect(pipe.read()).toBe('');
  writeSync(pipe.fd, Buffer.concat([Buffer.from('5 '), euro.subarray(0, 2)]));
  expect(pipe.read()).toBe('5 ');
  writeSync(pipe.fd, euro.subarray(2));
  expect(pipe.read()).toBe('€');
  pipe.given();
  expect(pipe.read()).toBe('');
  pipe.close();
});

it('takes what a program says by both its outputs, in order, and lets it wait meanwhile', async () => {
  const pipe = new OutputPipe();
  const script = 'for i in $(seq 20000); do echo "out $i"; echo "err $i" >&2; done';
  const program = spawn('sh', ['-c', script], { stdio: ['ignore', pipe.fd, pipe.fd] });
  pipe.given();
  const ended = once(program, 'exit');
  let said = '';
  while (program.exitCode === null) {
    await setTimeout(1);
    said += pipe.read();
  }
  await ended;
  const lines = Array.from({ length: 20000 }, (_, index) => `out ${index + 1}\nerr ${index + 1}\n`);
  expect(said + pipe.read()).toBe(lines.join(''));
  pipe.close();
});
