import path from 'node:path';
import { usageError } from '../host/errors.js';
import { checkTarget, resolveTarget } from '../host/guards.js';
import { type Layout, layoutOf } from '../host/layout.js';
import { readPersonal } from '../host/personal.js';
import { readSettings } from '../host/read-settings.js';
import type { DeploySettings } from '../host/settings.js';
import { chooseProfile } from '../orders/choose-profile.js';
import { readOrder } from '../orders/read.js';
import type { ResolvedPhase } from '../orders/resolve.js';
import { findRoot } from '../orders/root.js';
import { didYouMean } from '../orders/suggest.js';
import type { Phase, PlanContext } from '../phases/define.js';
import { builtinPhases } from '../phases/index.js';
import type { Profile } from '../profiles/define.js';
import type { Recipe } from '../recipes/define.js';
import { catalog } from '../sources/catalog.js';
import { provisionOf } from '../sources/resolve.js';
import { checkOwner } from './target-owner.js';

export interface SessionOptions {
  root?: string | undefined;
  profile?: string | undefined;
  target?: string | undefined;
  reference?: string | undefined;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** A phase of the build order: the operator's script, or the built-in that is loaded. */
export interface SessionPhase extends ResolvedPhase {
  builtin: Phase | null;
  /** Empty for scripts. */
  recipes: Recipe[];
}

/** One deploy root seen through one profile and target: what every command starts from. Nothing in it is written. */
export interface Session {
  layout: Layout;
  profile: Profile;
  settings: DeploySettings;
  target: { path: string; from: string };
  env: NodeJS.ProcessEnv;
  phases: SessionPhase[];
  planContext: PlanContext;
}

/** The host that SmechOS's base has always been restored from, where nothing else is said. */
const DEFAULT_REFERENCE = '/mnt/kaymium_sovereign';

/** Reads the deploy root, its build order and settings; throws an OperatorError (exit 2) for what is wrong in them. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const env = options.env ?? process.env;
  const cwd = options.cwd ?? process.cwd();
  const root = findRoot(cwd, options.root);
  const layout = layoutOf(root, env);
  const settings = await readSettings(root);
  checkNames(settings);
  const personal = readPersonal(env);
  const profile = chooseProfile(options.profile, root, personal.profile);
  const target = await resolveTarget({ flag: options.target, env, settings, personal, profile, layout, cwd });
  await checkTarget(target.path, layout);
  await checkOwner(target.path, layout, profile.name);
  const reference = path.resolve(layout.root, options.reference ?? settings.reference ?? DEFAULT_REFERENCE);
  const planContext = await createPlanContext(profile, settings, layout, reference);
  const resolved = await readOrder(layout.root, profile, Object.keys(builtinPhases));
  const phases = await Promise.all(resolved.map((phase) => loadPhase(phase, planContext)));
  return { layout, profile, settings, target, env, phases, planContext };
}

/** The same session with what fetching may have changed since: which sources are to be had, and so the recipes. */
export async function refreshSession(session: Session): Promise<Session> {
  const planContext = await createPlanContext(
    session.profile,
    session.settings,
    session.layout,
    session.planContext.reference,
  );
  const phases = session.phases.map((phase) => ({ ...phase, recipes: phase.builtin?.recipes(planContext) ?? [] }));
  return { ...session, planContext, phases };
}

async function createPlanContext(
  profile: Profile,
  settings: DeploySettings,
  layout: Layout,
  reference: string,
): Promise<PlanContext> {
  const provisions = new Map<string, 'source' | 'prebuilt'>();
  for (const entry of catalog) {
    if (entry.variants.some((variant) => variant.prebuilt)) {
      provisions.set(entry.name, await provisionOf(entry.name, layout, settings));
    }
  }
  return {
    profile,
    settings,
    reference,
    layout,
    provision: (source) => provisions.get(source) ?? 'source',
  };
}

/** What settings name must be there: a slip of the pen would have no effect, and nobody would know. */
function checkNames({ enable, versions }: DeploySettings): void {
  const phases = Object.keys(builtinPhases);
  refuseUnknown('enable', enable, phases, 'no built-in phase');
  refuseUnknown(
    'versions',
    Object.keys(versions),
    catalog.map(({ name }) => name),
    'no source of the catalog',
  );
}

function refuseUnknown(field: string, names: string[], known: string[], what: string): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw usageError(
      `smechdeploy.json: "${field}" names ${JSON.stringify(unknown)}, which is ${what}.${didYouMean(unknown, known)}`,
    );
}

async function loadPhase(resolved: ResolvedPhase, context: PlanContext): Promise<SessionPhase> {
  const load = resolved.kind === 'builtin' ? builtinPhases[resolved.name] : undefined;
  if (!load) return { ...resolved, builtin: null, recipes: [] };
  const { phase } = await load();
  const builtin = context.settings.enable.includes(phase.name) ? { ...phase, offByDefault: false } : phase;
  return { ...resolved, builtin, recipes: phase.recipes(context) };
}
