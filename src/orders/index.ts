export { type OrderLine, parseOrder, placeOf } from './parse.js';
export { readOrder } from './read.js';
export { type ResolvedPhase, resolveOrder } from './resolve.js';
export { findRoot, readSettings } from './root.js';
