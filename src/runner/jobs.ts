import os from 'node:os';
import { readPersonal } from '../host/personal.js';

const BYTES_PER_JOB = 1024 ** 3;

/** As many jobs as processors, but no more than one for each GiB of memory: a C++ compiler needs about that much. */
function defaultJobs(processors = os.availableParallelism(), memory = os.totalmem()): number {
  return Math.max(1, Math.min(processors, Math.floor(memory / BYTES_PER_JOB)));
}

/** As asked for, else as the operator's settings say, else as many as there is room for. */
export const jobsOf = (asked: number | null, env: NodeJS.ProcessEnv): number =>
  asked ?? readPersonal(env).jobs ?? defaultJobs();
