import type { PlanDocument } from '../state/documents.js';
import { phaseOf } from '../state/unit-name.js';
import { vendoredText } from '../state/vendored-text.js';
import { type Choice, choiceOf } from './choice.js';
import { clock, estimateText } from './format.js';
import { type Model, type PlanPhase, phaseUnderCursor } from './model.js';
import { type Glyphs, spoken } from './theme.js';

/** One line of what there is to say about a phase. */
export interface DetailLine {
  text: string;
  bold?: boolean;
  dim?: boolean;
}

/** All about one phase: what it is, why it runs, what it needs and what reads it, and its recipes. */
export function phaseDetails(plan: PlanDocument, phase: PlanPhase, choice: Choice, glyphs: Glyphs): DetailLine[] {
  const sign = (state: string) => `${glyphs.state[state] ?? ' '} ${state}`;
  const times = `last ${clock(phase.lastSeconds)}, estimate ${estimateText(phase)}`;
  return [
    { text: `${phase.name}: ${phase.title}`, bold: true },
    { text: phase.summary, dim: true },
    { text: `${sign(phase.state)}; ${times}${phase.offByDefault ? '; off by default: runs when it is ticked' : ''}` },
    ...phase.why.map((why) => ({ text: `  ${why}` })),
    ...relations(plan, phase, choice).map((text) => ({ text })),
    ...recipeLines(phase, sign),
  ];
}

/** How many lines there are on the phase under the cursor. */
export function detailsLength(model: Model): number {
  const phase = phaseUnderCursor(model);
  if (!model.plan || !phase) return 0;
  return phaseDetails(model.plan, phase, choiceOf(model.plan, model.ticks), spoken).length;
}

function relations({ units }: PlanDocument, { name }: PlanPhase, { left, units: running }: Choice): string[] {
  const own = new Set(units.flatMap(({ unit }) => (phaseOf(unit) === name ? [unit] : [])));
  const runs = new Set(running.map(({ unit }) => unit));
  const stale = new Set(units.flatMap(({ unit, state }) => (state === 'fresh' ? [] : [unit])));
  const needs = units
    .filter(({ unit }) => own.has(unit))
    .flatMap(({ needs: all }) => all)
    .filter((need) => !own.has(need) && stale.has(need) && !runs.has(need));
  const readers = units
    .filter(({ unit, reads }) => !own.has(unit) && reads.some((read) => own.has(read)))
    .map(({ unit }) => phaseOf(unit));
  const through = left.find(({ unit }) => unit === name)?.through;
  return [
    ...(through ? [`may go stale through the ticks: reads ${through.join(', which reads ')}`] : []),
    ...listed('needs, neither fresh nor ticked', needs.map(phaseOf)),
    ...listed('read by', readers),
  ];
}

const listed = (word: string, names: string[]) =>
  names.length === 0 ? [] : [`${word}: ${[...new Set(names)].join(', ')}`];

const vendoredWords = ({ vendored }: PlanPhase['recipes'][number]) =>
  vendored.map((source) => `vendored: ${vendoredText(source)}`);

function recipeLines({ recipes }: PlanPhase, sign: (state: string) => string): DetailLine[] {
  if (recipes.length === 0) return [];
  const stale = recipes.filter(({ state }) => state !== 'fresh').length;
  const rows = recipes.map((recipe) => [
    sign(recipe.state),
    recipe.name,
    recipe.lastSeconds === null ? '' : clock(recipe.lastSeconds),
    estimateText(recipe),
    [recipe.prebuilt ? 'prebuilt' : '', ...vendoredWords(recipe), recipe.why[0] ?? recipe.title]
      .filter(Boolean)
      .join('; '),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    { text: `${recipes.length === 1 ? '1 recipe' : `${recipes.length} recipes`}, ${stale} not fresh`, bold: true },
    ...rows.map((row) => ({
      text: `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    })),
  ];
}
