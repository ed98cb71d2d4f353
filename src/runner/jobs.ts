import os from 'node:os';
import { readPersonal } from '../host/personal.js';

const BYTES_PER_JOB = 1024 ** 3;
/** The machine's own programs and caches need the rest. */
const USABLE = 0.8;

/** As many jobs as processors, but no more than one for each GiB of memory: a C++ compiler needs about that much. */
export function defaultJobs(processors = os.availableParallelism(), memory = os.totalmem()): number {
  return Math.max(1, Math.min(processors, Math.floor(memory / BYTES_PER_JOB)));
}

/** As asked for, else as the operator's settings say, else as many as there is room for. */
export const jobsOf = (asked: number | null, env: NodeJS.ProcessEnv): number =>
  asked ?? readPersonal(env).jobs ?? defaultJobs();

/** What a unit held at most, and with how many jobs, by earlier runs. */
export interface MemoryUse {
  peakMemoryBytes: number;
  jobs: number;
}

/** Jobs for one unit: fewer than asked for where what it held before says that its share of the memory would not do. */
export function jobsFor(use: MemoryUse | null, asked: number, beside: number, memory = os.totalmem()): number {
  if (use === null) return asked;
  const share = (memory * USABLE) / Math.max(1, beside);
  const each = use.peakMemoryBytes / Math.max(1, use.jobs);
  return Math.max(1, Math.min(asked, Math.floor(share / Math.max(1, each))));
}
