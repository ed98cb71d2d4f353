import { PER_LAYER, type SpaceNeed } from '../host/space.js';
import { findEntry } from '../sources/catalog.js';
import { variantInForce } from '../sources/variants.js';
import { phaseOf } from '../state/unit-name.js';
import { recipeOf } from './inputs.js';
import type { PlanUnit } from './plan-types.js';
import type { Session } from './session.js';
import type { WatchedPlace } from './space-watch.js';

const MiB = 1024 * 1024;
/** Unpacked, compiled and captured, a source takes up to this many times its compressed size: Linux, the worst, 21 times. */
const WORK_FACTOR = 24;
/** Where the catalog knows no size. */
const USUAL_SOURCE = 16 * MiB;
/** Units that compile beside each other at the most. */
const AT_ONCE = 2;
/** Scratch space and result of a phase that makes a medium. */
const PER_MEDIUM = 512 * MiB;

/** What these units need free at the least, by file system path: for a refusal before anything is touched. */
export function spaceNeeds(session: Session, units: PlanUnit[]): SpaceNeed[] {
  const { layout, target } = session;
  const recipes = units.filter((unit) => unit.kind === 'recipe');
  const work = recipes
    .map((unit) => sourceBytes(session, unit.unit) * WORK_FACTOR)
    .sort((a, b) => b - a)
    .slice(0, AT_ONCE)
    .reduce((sum, bytes) => sum + bytes, 0);
  const fetched = recipes.reduce((sum, unit) => sum + sourceBytes(session, unit.unit), 0);
  const media = units.filter(({ unit }) => {
    const phase = session.phases.find((candidate) => candidate.name === unit);
    return (phase?.builtin?.outputs(session.planContext).length ?? 0) > 0;
  }).length;
  return [
    { path: layout.work, bytes: work, what: 'the work folder' },
    { path: layout.cache.root, bytes: fetched + recipes.length * PER_LAYER, what: 'the cache' },
    { path: layout.images, bytes: media * PER_MEDIUM, what: 'the images folder' },
    { path: target.path, bytes: PER_LAYER, inodes: 2000, what: 'the target' },
  ].filter((need) => need.bytes > 0);
}

/** Where a run writes. */
export const writtenPlaces = ({ layout, target }: Session): WatchedPlace[] => [
  { path: layout.work, what: 'the work folder' },
  { path: layout.cache.root, what: 'the cache' },
  { path: layout.images, what: 'the images folder' },
  { path: target.path, what: 'the target' },
];

function sourceBytes(session: Session, unit: string): number {
  const phase = session.phases.find((candidate) => candidate.name === phaseOf(unit));
  const names = phase ? recipeOf(phase, unit).sources : [];
  return names
    .map((name) => variantInForce(findEntry(name), session.settings).files)
    .flatMap((files) => files.map((file) => file.size ?? USUAL_SOURCE))
    .reduce((sum, bytes) => sum + bytes, 0);
}
