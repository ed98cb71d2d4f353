export { readOrder } from './read.js';
export type { ResolvedPhase } from './resolve.js';
