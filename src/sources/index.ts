export { catalog, findEntry } from './catalog.js';
export { fetchSources } from './fetch.js';
export { type PlannedFile, planFetch } from './plan.js';
export {
  locateSource,
  missingSources,
  provisionOf,
  sourceIdentity,
} from './resolve.js';
export { variantInForce } from './variants.js';
