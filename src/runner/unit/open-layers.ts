import { openLayer } from '../../layers/cache.js';
import type { ViewLayer } from '../../layers/create-view.js';
import { viewLayer } from '../inputs.js';
import type { LayerRef } from '../records.js';
import type { UnitWork } from './work.js';

/**
 * Layers of the cache that are named by `refs`, verified: their content goes into a target, an image or an artifact. One that is gone or damaged
 * is left out; the operator is told of damage.
 */
export async function openLayers({ session, report }: UnitWork, refs: LayerRef[]): Promise<ViewLayer[]> {
  const layers: ViewLayer[] = [];
  // One after the other: each has thousands of files to be looked at.
  for (const ref of refs) {
    const layer = await openLayer(session.layout.cache, ref.fingerprint, (text) => report.message('warning', text));
    if (layer) layers.push(viewLayer(ref, layer));
  }
  return layers;
}
