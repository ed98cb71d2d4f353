import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '../..');
/** Kept between cases and runs: clone, cache, logs, recorded passes. */
export const stateDir = path.join(projectRoot, '.smechdeploy/e2e');
