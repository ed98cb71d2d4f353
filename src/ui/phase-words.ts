import type { PlanDocument } from '../state/documents.js';
import { mainLinks } from '../state/main-links.js';
import type { Choice } from './choice.js';
import { clock, estimateText } from './format.js';
import type { PlanPhase } from './model.js';

/** How many phases are ticked and how long a run of them takes. */
export function totalText({ phases }: PlanDocument, { wall, units }: Choice, ticks: readonly string[]): string {
  if (ticks.length === 0) {
    const fresh = phases.every((phase) => phase.state === 'fresh' || phase.offByDefault);
    return fresh ? 'All phases are fresh.' : 'No phase is ticked.';
  }
  return `${ticks.length} of ${phases.length} phases ticked, ${time()}`;

  function time(): string {
    if (wall.unknown === 0) return `about ${estimateText(wall).slice(1)}`;
    if (wall.unknown === units.length) return 'duration unknown';
    return `at least ${clock(wall.leastSeconds)}, ${wall.unknown} of ${units.length} units unknown`;
  }
}

/** The chain that no number of processors makes shorter, by those of its units that make up its length; empty when nobody knows. */
export function criticalText({ phases }: PlanDocument, { wall }: Choice): string {
  const links = mainLinks(wall.criticalPath);
  if (links.length === 0) return '';
  const titles = new Map(phases.map(({ name, title, kind }) => [name, kind === 'script' ? name : title]));
  const words = links.map(({ unit, seconds }) => `${titles.get(unit) ?? recipeName(unit)} ${clock(seconds)}`);
  const least = wall.unknown > 0 ? 'at least ' : '';
  return `critical path ${least}${clock(wall.criticalPath.seconds)}: ${words.join(' > ')}`;
}

const recipeName = (unit: string) => unit.slice(unit.indexOf('/') + 1);

/** What else the ticks mean: phases that must be ticked too, else phases that are left stale. */
export function consequenceText({ missing, left, units }: Choice): { text: string; warn: boolean } {
  if (missing.length > 0) {
    const [are, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
    const text = `! needs ${missing.join(', ')}, which ${are} neither fresh nor ticked: d ticks ${them}`;
    return { text, warn: true };
  }
  const may = left.filter(({ state }) => state === 'fresh');
  const stay = left.filter(({ state }) => state !== 'fresh').map(({ unit }) => unit);
  if (may.length > 0) {
    const roots = [...new Set(may.map(({ through }) => through.at(-1) ?? ''))];
    const read = roots.length > 2 ? `${roots.slice(0, 2).join(', ')} and others` : roots.join(' and ');
    const [others, they] = may.length === 1 ? ['other', 'it reads'] : ['others', 'they read'];
    const rest = stay.length > 0 ? `; ${stay.length} stay stale: ${stay.join(', ')}` : '';
    const names = may.map(({ unit }) => unit).join(', ');
    return { text: `${may.length} ${others} may go stale, because ${they} ${read}: ${names}${rest}`, warn: false };
  }
  if (stay.length > 0) return { text: `${stay.length} not ticked stay stale: ${stay.join(', ')}`, warn: false };
  return { text: units.length > 0 ? 'Nothing else goes stale.' : '', warn: false };
}

/** One line on a phase: why it is not fresh, else what it is. */
export function aboutText({ name, why, prebuilt, summary, path }: PlanPhase, { left }: Choice): string {
  const [first] = why;
  if (first !== undefined) return why.length > 1 ? `${first} (and ${why.length - 1} more: w)` : first;
  const read = left.find(({ unit }) => unit === name)?.through;
  if (read) return `may go stale: reads ${read.join(', which reads ')}`;
  const parts = prebuilt.length > 0 ? ` Prebuilt: ${prebuilt.join(', ')}.` : '';
  return path === null ? `${summary}${parts}` : summary;
}

/** While a range is chosen. */
export const rangeText = (from: number, to: number) =>
  `range of ${Math.abs(to - from) + 1}: space ticks or unticks all of it, esc gives it up`;
