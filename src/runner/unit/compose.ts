import { compose } from '../../layers/compose.js';
import { mountsImage } from '../mounted-image.js';
import { type LayerRef, layersOf, readRecord } from '../records.js';
import type { Session } from '../session.js';
import { bringIntoImage } from './image.js';
import { openLayers } from './open-layers.js';
import type { UnitWork } from './work.js';

/** Layers that stand in the target in build order, with those of one phase replaced (`null`: that phase and all after it left out). */
export async function composedRefs(session: Session, phase: string, own: LayerRef[] | null): Promise<LayerRef[]> {
  const refs: LayerRef[] = [];
  for (const candidate of session.phases) {
    if (candidate.name === phase) {
      if (own === null) return refs;
      refs.push(...own);
    } else refs.push(...layersOf(await readRecord(session, candidate.name)));
  }
  return refs;
}

/**
 * Makes the target what these layers say; tells the operator what was kept because it was changed by hand, and gives those paths. Where the target is the image's mount
 * point, the image.
 */
export async function composeTarget(work: UnitWork, refs: LayerRef[]): Promise<string[]> {
  const { session, report, signal } = work;
  const layers = await openLayers(work, refs);
  if (mountsImage(session)) {
    await bringIntoImage(work, layers);
    return [];
  }
  const result = await compose({
    target: session.target.path,
    layout: session.layout,
    layers,
    epoch: session.settings.sourceDateEpoch,
    signal,
    onProgress: (done, total) => report.progress(done, total, 'composing the target'),
  });
  console.log(
    `Target ${session.target.path}: ${result.written} written, ${result.removed} removed, ${result.kept.length} kept.`,
  );
  for (const note of result.notes) report.message('info', note);
  for (const { path, reason } of result.kept) report.message('warning', `Kept ${path}: ${reason}`);
  return result.kept.map(({ path }) => path);
}
