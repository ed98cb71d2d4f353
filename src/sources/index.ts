export { catalog, findEntry } from './catalog.js';
export { type FetchOptions, fetchSources } from './fetch.js';
export { type LockedSource, readLock, type SourcesLock } from './lock.js';
export { type PlannedFile, planFetch } from './plan.js';
export {
  locateSource,
  missingSources,
  provisionOf,
  type SourceIdentity,
  sourceIdentity,
} from './resolve.js';
export { variantInForce } from './variants.js';
export { vendoredOpenrc } from './vendored-openrc.js';
