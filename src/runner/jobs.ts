import os from 'node:os';

const BYTES_PER_JOB = 1024 ** 3;

/** As many jobs as processors, but no more than one for each GiB of memory: a C++ compiler needs about that much. */
export function defaultJobs(processors = os.availableParallelism(), memory = os.totalmem()): number {
  return Math.max(1, Math.min(processors, Math.floor(memory / BYTES_PER_JOB)));
}
