import { existsSync } from 'node:fs';
import { checkFree } from '../image/image-update.js';
import { espImageFile, rootImageFile } from '../image/root-image.js';
import { mountsImage } from './mounted-image.js';
import type { PlanUnit } from './plan-types.js';
import type { Session } from './session.js';

/** Throws exit 3 where these units write into images that somebody has mounted or attached: now, and not after hours of compiling. */
export async function checkImages(session: Session, units: PlanUnit[]): Promise<void> {
  const { layout, phases, planContext } = session;
  const running = new Set(units.map(({ unit }) => unit));
  const writes = phases.some(
    ({ name, builtin }) => running.has(name) && (mountsImage(session) || builtin?.needs(planContext) === 'image'),
  );
  if (!writes) return;
  for (const image of [rootImageFile(layout), espImageFile(layout)]) if (existsSync(image)) await checkFree(image);
}
