import { existsSync } from 'node:fs';
import { prerequisiteError } from '../../host/errors.js';
import { type HostSelection, type HostTree, readHostTree } from '../../layers/host-tree.js';
import type { LayerEntry } from '../../layers/manifest.js';
import type { PhaseContext } from '../define.js';

const reasons: Record<HostTree['left'][number]['why'], string> = {
  socket: 'sockets, which belong to running programs',
  name: 'names that are not UTF-8',
  rights: 'what you may not read',
  private: 'what not everybody may read there, since it may be secret',
};

/** Throws exit 3 unless the reference host is there. */
function checkReference(reference: string): void {
  if (existsSync(`${reference}/usr`) && existsSync(`${reference}/etc`)) return;
  throw prerequisiteError(
    `${reference} is no reference host (it has no usr and etc): make one with \`smechdeploy-tui reference create DIR\` and name it with --reference DIR.`,
  );
}

/** Takes the chosen part of the reference host into the layer, and says what was left there. */
export async function restore(
  ctx: PhaseContext,
  select: HostSelection,
  choose: (entries: LayerEntry[]) => LayerEntry[] = (entries) => entries,
): Promise<LayerEntry[]> {
  checkReference(ctx.reference);
  ctx.progress(0, 2, 'reading the reference host');
  const { entries, left } = await readHostTree(ctx.reference, select);
  const kept = choose(entries);
  ctx.progress(1, 2, 'taking files');
  await ctx.layer.restore(ctx.reference, kept);
  ctx.progress(2, 2, 'taking files');
  ctx.log(`${kept.length} entries restored from ${ctx.reference}`);
  for (const [why, reason] of Object.entries(reasons)) {
    const paths = left.filter((one) => one.why === why).map(({ path }) => JSON.stringify(path));
    if (paths.length > 0) ctx.log(`left there: ${reason}: ${paths.join(', ')}`);
  }
  return kept;
}
