import path from 'node:path';
import { ExitCode } from '../host/errors.js';
import { jobsOf } from '../runner/jobs.js';
import { makePlan } from '../runner/plan.js';
import type { Plan } from '../runner/plan-types.js';
import { openSession } from '../runner/session.js';
import type { PlanDocument } from '../state/documents.js';
import type { Estimate } from '../state/estimate.js';
import { mainLinks } from '../state/main-links.js';
import { someOf } from '../state/some-of.js';
import { vendoredText } from '../state/vendored-text.js';
import { noFailures, type SelectionFlags, selected } from './selection-flags.js';
import type { Command } from './types.js';
import { duration, type Paint, paint, plural, stateStyle, table } from './words.js';

/** Says what `run` with the same words would do; nothing is written. */
export const command: Command<SelectionFlags> = async (io, options, names) => {
  const { profile, target, from, until, force = false, withNeeds = false, skip, resumeFrom } = options;
  const reference = options.reference && path.resolve(io.cwd, options.reference);
  const root = io.deployRoot();
  const session = await openSession({ root, profile, target, reference, cwd: io.cwd, env: io.env });
  const pace = { jobs: jobsOf(options.jobs ?? null, io.env), serial: false };
  const wanted = selected(root, names, options, profile);
  const all = session.phases.map((phase) => phase.name);
  const selection =
    wanted === null ? { names: [], skip: all } : { ...wanted, from, until, force, withNeeds, skip, resumeFrom };
  const { document, chosen, leftOut } = await makePlan(session, selection, pace);
  if (options.json) io.json(document);
  else if (wanted === null) io.line(noFailures);
  else {
    const color = paint(options.color && io.stdout.isTTY === true);
    for (const line of planLines(document, { chosen, leftOut }, color, options.quiet)) io.line(line);
  }
  return ExitCode.ok;
};

type Choice = Pick<Plan, 'chosen' | 'leftOut'>;

function planLines(plan: PlanDocument, choice: Choice, color: Paint, quiet: boolean): string[] {
  const phases = quiet ? plan.phases.filter((phase) => phase.willRun) : plan.phases;
  const rows = table(phases.map((phase) => [phase.willRun ? 'run' : '-', phase.name, phase.state, estimate(phase)]));
  const lines = [`${plan.profile} in ${plan.root}`, `target ${plan.target} (${plan.targetFrom})`, ''];
  for (const [index, phase] of phases.entries()) {
    if (phase.group !== null && phase.group !== phases[index - 1]?.group) lines.push(color('bold', phase.group));
    lines.push(
      `  ${color(stateStyle(phase.state), rows[index] ?? '')}`,
      ...details(phase).map((text) => `         ${text}`),
    );
  }
  return [...lines, '', ...leftOutLine(choice), ...verdict(plan, choice)];
}

const estimate = (phase: PlanDocument['phases'][number]) => (phase.willRun ? withBand(phase) : '');

/** 12m 4s (11m 50s to 13m); the band only where it shows. */
function withBand({ estimateSeconds, estimateLowSeconds, estimateHighSeconds }: Estimate): string {
  const [low, high] = [duration(estimateLowSeconds), duration(estimateHighSeconds)];
  return estimateLowSeconds === null || low === high
    ? duration(estimateSeconds)
    : `${duration(estimateSeconds)} (${low} to ${high})`;
}

function details(phase: PlanDocument['phases'][number]): string[] {
  const recipes = phase.recipes.filter((recipe) => recipe.willRun).map((recipe) => recipe.name);
  return [
    ...(phase.path === null ? [] : [`script ${phase.path}`]),
    ...(phase.offByDefault && !phase.willRun ? ['off by default: runs when named'] : []),
    ...untriedLine(phase),
    ...vendoredLine(phase),
    ...(phase.prebuilt.length === 0 ? [] : [`prebuilt: ${phase.prebuilt.join(', ')}`]),
    ...(phase.willRun ? phase.why.slice(0, 3) : []),
    ...(recipes.length === 0 ? [] : [`recipes: ${recipes.join(', ')}`]),
  ];
}

function vendoredLine({ recipes }: PlanDocument['phases'][number]): string[] {
  const trees = recipes.flatMap(({ vendored }) => vendored).map(vendoredText);
  return trees.length === 0 ? [] : [`vendored: ${[...new Set(trees)].join(', ')}`];
}

/** Of recipes that would run, or of the whole phase where it doesn't. */
function untriedLine({ willRun, recipes }: PlanDocument['phases'][number]): string[] {
  const asked = willRun ? recipes.filter((recipe) => recipe.willRun) : recipes;
  const untried = asked.filter((recipe) => recipe.untried).length;
  return untried === 0 ? [] : [`${untried} of ${plural(asked.length, 'recipe')} never compiled in this version`];
}

const leftOutLine = ({ leftOut }: Choice): string[] =>
  leftOut.length === 0 ? [] : [`Left out, with what needs them: ${someOf(leftOut)}.`];

function verdict(plan: PlanDocument, { chosen, leftOut }: Choice): string[] {
  const willRun = plan.phases.filter((phase) => phase.willRun || phase.recipes.some((recipe) => recipe.willRun)).length;
  if (willRun === 0)
    return [
      leftOut.length > 0 ? 'Nothing else would run.' : `Nothing to do: all ${plural(chosen, 'phase')} are fresh.`,
    ];
  const { unknown } = plan.criticalPath;
  const about =
    plan.estimateSeconds === null
      ? `${atLeast(plan.leastSeconds)}: ${plural(unknown, 'unit')} never ended well here`
      : `about ${withBand(plan)} with ${plan.unitsAtOnce === 1 ? 'one unit' : `${plan.unitsAtOnce} units`} at a time, ${measured(plan)}`;
  return [`${plural(willRun, 'phase')} would run, ${about}.`, ...criticalLine(plan.criticalPath)];
}

/** Where the estimate of what would run comes from. */
function measured({ units }: PlanDocument): string {
  const by = new Set(units.filter(({ willRun }) => willRun).map(({ estimateBy }) => estimateBy));
  if (!by.has('elsewhere')) return 'by earlier runs';
  return by.has('runs') ? 'by earlier runs and measurements on another machine' : 'as measured on another machine';
}

const atLeast = (seconds: number) =>
  seconds > 0 ? `at least ${duration(seconds)}` : 'how long it takes is not known yet';

/** The chain that no number of processors makes shorter, by those of its units that make up its length. */
function criticalLine(path: PlanDocument['criticalPath']): string[] {
  const links = mainLinks(path).map(({ unit, seconds }) => `${unit} (${duration(seconds)})`);
  if (links.length === 0) return [];
  return [
    `critical path${path.unknown > 0 ? ', as far as known' : ''}: ${links.join(' > ')}, ${duration(path.seconds)}`,
  ];
}
