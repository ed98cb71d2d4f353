import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** However busy the host is, no boot takes longer than this many times its deadline. */
const MOST = 4;
const LOOK_MS = 1000;

/** Whether a machine has had its time: what it spent waiting for a processor of the host is none of its own. Seconds. Pure. */
export const isOver = (elapsed: number, waited: number, deadline: number): boolean =>
  elapsed - waited >= deadline || elapsed >= deadline * MOST;

/**
 * The longest that a thread of a process was ready and got no processor, in seconds; 0 where the kernel does not say. From the second field
 * of schedstat (Documentation/scheduler/sched-stats.rst of the kernel).
 */
export async function waitedSeconds(pid: number): Promise<number> {
  const tasks = `/proc/${pid}/task`;
  const threads = await readdir(tasks).catch(() => []);
  const waited = await Promise.all(
    threads.map(async (thread) => {
      const text = await readFile(`${tasks}/${thread}/schedstat`, 'utf8').catch(() => '');
      return Number(text.split(' ')[1] ?? 0) / 1e9;
    }),
  );
  return Math.max(0, ...waited);
}

/** Ends when the process has had its deadline (seconds), with the seconds that went by. */
export async function deadlineOf(pid: number | undefined, deadline: number, signal: AbortSignal): Promise<number> {
  const started = performance.now();
  for (;;) {
    const elapsed = (performance.now() - started) / 1000;
    if (isOver(elapsed, pid === undefined ? 0 : await waitedSeconds(pid), deadline)) return elapsed;
    await sleep(Math.min(LOOK_MS, deadline * 1000), undefined, { signal });
  }
}
