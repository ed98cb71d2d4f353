/**
 * `npm run bench:ui [-- SECONDS]`: the interface on a run that logs 10,000 lines a second, against `tail -f` in a tmux pane and a listr2
 * task on the same stream; then its idle cost, the time to its
 * first frame and its heap after 5,000 frames. Prints figures and ratios; gates are said, not enforced by time.
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openHeap } from './heap.ts';
import { findProcesses, type Measured, type Watched, watch } from './pty.ts';
import { makeRoot, type Place, startStream } from './stream.ts';

const project = path.resolve(import.meta.dirname, '../../..');
const program = path.join(project, 'bin/smechdeploy-tui.mjs');
const seconds = Number(process.argv[2] ?? 10);
const size = { columns: 120, rows: 40 };
/** The stream outlasts start, settling and measuring. */
const STREAM_SECONDS = seconds + 20;
const SETTLE_MS = 2000;

const tui = (extra: string[] = []) => [process.execPath, program, '--profile', 'smechos', ...extra];

async function measureInterface(env: Record<string, string> = {}): Promise<Measured> {
  return inRoot(async (place) => {
    const view = watch(tui(), { cwd: place.root, env: { ...place.env, ...env }, ...size });
    try {
      await view.waitFor(/1 of 1 phases ticked/);
      view.send('\r');
      await view.waitFor(/object-\d+/);
      await sleep(SETTLE_MS);
      return await view.measure(seconds);
    } finally {
      view.close();
      execFileSync(process.execPath, [program, 'cancel'], { cwd: place.root, env: place.env, stdio: 'ignore' });
    }
  });
}

async function measureIdle(): Promise<Measured> {
  return inRoot(async (place) => {
    const view = watch(tui(), { cwd: place.root, env: place.env, ...size });
    try {
      await view.waitFor(/1 of 1 phases ticked/);
      await sleep(SETTLE_MS);
      return await view.measure(seconds);
    } finally {
      view.close();
    }
  });
}

/** Milliseconds from the start of Node to the first frame, the best of five: what the machine is otherwise doing only adds. */
async function firstFrame(): Promise<number> {
  return inRoot(async (place) => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      const view = watch(tui(), { cwd: place.root, env: place.env, ...size });
      await view.waitFor(/SmechDeploy/);
      times.push(performance.now() - began);
      view.close();
    }
    return Math.min(...times);
  });
}

/** Live heap in MB after `frames` more frames, each after 500: the cursor goes up and down while the log streams. */
async function heapGrowth(frames: number): Promise<{ frames: number; before: number; after: number }> {
  return inRoot(async (place) => {
    const [node = '', ...rest] = tui();
    const view = watch([node, '--inspect=127.0.0.1:0', ...rest], { cwd: place.root, env: place.env, ...size });
    try {
      await view.waitFor(/1 of 1 phases ticked/);
      const address = /ws:\S+/.exec(view.written())?.[0];
      if (address === undefined) throw new Error('The inspector did not say its address.');
      const heap = await openHeap(address);
      const draw = async (count: number) => {
        let drawn = 0;
        while (drawn < count) {
          const { frames: more } = await keys(view, 250);
          if (more === 0) throw new Error(`No frame for 250 keys:\n${view.screen()}`);
          drawn += more;
        }
        return drawn;
      };
      await draw(500);
      const before = await heap.used();
      const drawn = await draw(frames);
      const after = await heap.used();
      heap.close();
      return { frames: drawn, before: before / 1e6, after: after / 1e6 };
    } finally {
      view.close();
    }
  });
}

/** Types so many keys, each of which changes the screen, as fast as frames may follow. */
async function keys(view: Watched, count: number): Promise<Measured> {
  const measured = view.measure(count / 60);
  for (let key = 0; key < count; key++) {
    view.send(key % 2 === 0 ? ' ' : 'u');
    await sleep(1000 / 60);
  }
  return measured;
}

async function measureTmux(): Promise<Measured> {
  return inRoot(async (place) => {
    const socket = `bench-${process.pid}`;
    const stop = startStream(place);
    await sleep(500);
    const env = { ...place.env, TERM: 'xterm-256color' };
    const argv = ['tmux', '-u', '-f', '/dev/null', '-L', socket, 'new-session', `tail -f ${place.log}`];
    const view = watch(argv, { cwd: place.root, env, ...size });
    try {
      await view.waitFor(/object-\d+/);
      await sleep(SETTLE_MS);
      return await view.measure(seconds, [
        view.pid,
        ...findProcesses('tmux', socket),
        ...findProcesses('tail', place.log),
      ]);
    } finally {
      execFileSync('tmux', ['-L', socket, 'kill-server'], { stdio: 'ignore' });
      view.close();
      stop();
    }
  });
}

async function measureListr(): Promise<Measured> {
  return inRoot(async (place) => {
    const stop = startStream(place);
    const child = path.join(import.meta.dirname, 'listr2-child.ts');
    const view = watch([process.execPath, child, place.log], { cwd: project, env: place.env, ...size });
    try {
      await view.waitFor(/object-\d+/);
      await sleep(SETTLE_MS);
      return await view.measure(seconds);
    } finally {
      view.close();
      stop();
    }
  });
}

async function inRoot<T>(work: (place: Place) => Promise<T>): Promise<T> {
  const place = makeRoot(STREAM_SECONDS);
  try {
    return await work(place);
  } finally {
    rmSync(place.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

const row = (name: string, { bytes, frames, largestFrame, cpu, seconds: took, clears }: Measured) => ({
  name,
  'frames/s': (frames / took).toFixed(1),
  'KB/s': (bytes / took / 1000).toFixed(1),
  'KB/frame': (bytes / Math.max(1, frames) / 1000).toFixed(2),
  'largest KB': (largestFrame / 1000).toFixed(2),
  'CPU %': (cpu * 100).toFixed(1),
  clears,
});

const local = await measureInterface();
const ssh = await measureInterface({ SSH_CONNECTION: '192.0.2.1 50000 192.0.2.2 22' });
const tmux = await measureTmux();
const listr = await measureListr();
const idle = await measureIdle();
const first = await firstFrame();
const heap = await heapGrowth(5000);
console.table([
  row('interface', local),
  row('interface over SSH', ssh),
  row('tail -f in tmux', tmux),
  row('listr2', listr),
  row('interface, idle', idle),
]);
const ratio = (name: string, peer: Measured) =>
  console.log(
    `against ${name}: ${(local.bytes / peer.bytes).toFixed(2)} of its bytes, ${(local.cpu / peer.cpu).toFixed(2)} of its CPU`,
  );
ratio('tail -f in tmux', tmux);
ratio('listr2', listr);
console.log(`first frame ${Math.round(first)} ms after the start of Node`);
console.log(`live heap ${heap.before.toFixed(1)} MB, after ${heap.frames} more frames ${heap.after.toFixed(1)} MB`);
