import { run } from '../../host/exec.js';
import { syncImage } from '../../image/image-sync.js';
import { ensureRootImage } from '../../image/root-image.js';
import { createView, type ViewLayer } from '../../layers/create-view.js';
import type { UnitWork } from './work.js';

/** Makes images/part2.img hold what these layers say, and the file system itself where it lacks. Returns its path. */
export async function bringIntoImage({ session, report, signal }: UnitWork, layers: ViewLayer[]): Promise<string> {
  const { layout, settings } = session;
  const epoch = settings.sourceDateEpoch;
  const exec = async (argv: string[], options: { env?: Record<string, string> } = {}) =>
    (await run(argv, { ...options, signal })).stdout;
  const sizeMiB = settings.images.rootMiB;
  const image = await ensureRootImage({ layout, sizeMiB, epoch, exec });
  const view = createView(layers);
  const { written, removed } = await syncImage({
    ...{ image, sizeMiB, entries: view.entries(), gone: view.removed(), epoch, exec, signal },
    progress: report.progress,
  });
  console.log(`Image ${image}: ${written} written, ${removed} removed.`);
  return image;
}
