import { type PlannedPhase, RunEvent, type UnitResult } from './events.js';
import { paused, resumed } from './pauses.js';
import type { PhaseState, RunState, UnitState } from './run-state.js';
import { isLive } from './selectors.js';
import { phaseOf, recipeUnit } from './unit-name.js';

/** The name of the unit that fetches before the first compile. */
export const SOURCES_UNIT = 'sources';

/**
 * The state after one more event of the journal. Pure and total: events of unknown units change nothing, the same event
 * twice changes nothing more, and an event before `run.started` (a journal that lost its head) makes a run without phases.
 */
export function reduce(before: RunState | null, event: RunEvent): RunState {
  if (event.type === 'run.started') return before?.id === event.runId ? before : started(event);
  const state = before ?? headless(event.at);
  switch (event.type) {
    case 'run.adopted':
      return {
        ...state,
        state: 'running',
        pid: event.pid,
        cancelling: false,
        commander: null,
        endedAt: null,
        // What the lost runner had stopped goes on.
        pauses: resumed(state.pauses, event.at),
        durationSeconds: null,
      };
    case 'run.paused':
      return isLive(state) ? { ...state, state: 'paused', pauses: paused(state.pauses, event.at) } : state;
    case 'run.resumed':
      return isLive(state) ? { ...state, state: 'running', pauses: resumed(state.pauses, event.at) } : state;
    case 'run.cancelling':
      return isLive(state) ? { ...state, cancelling: true } : state;
    case 'run.command':
      return isLive(state) ? { ...state, commander: event.holder } : state;
    case 'run.finished':
      return {
        ...closedAll(state, event),
        state: event.state,
        cancelling: false,
        commander: null,
        endedAt: event.at,
        pauses: resumed(state.pauses, event.at),
        durationSeconds: event.durationSeconds ?? null,
        exitCode: event.exitCode,
        summary: event.summary,
        artifacts: event.artifacts,
      };
    default:
      return updateUnit(state, event);
  }
}

/** The run that a journal's text tells of; null when not even its first event is whole. A torn last line is left out. */
export function foldJournal(lines: Iterable<string>): RunState | null {
  let state: RunState | null = null;
  for (const line of lines) {
    const event = parseEvent(line);
    if (event) state = reduce(state, event);
  }
  return state;
}

/** One line of a journal; undefined for a line that is torn, empty or of a later version. */
export function parseEvent(line: string): RunEvent | undefined {
  if (line === '') return undefined;
  try {
    return RunEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

type UnitEvent = Extract<RunEvent, { unit: string }>;
type RunFinished = Extract<RunEvent, { type: 'run.finished' }>;

function onUnit<U extends UnitState>(unit: U, event: UnitEvent): U {
  switch (event.type) {
    case 'unit.started':
      return {
        ...unit,
        state: 'running',
        startedAt: event.at,
        log: event.log,
        progress: null,
        usage: null,
        endedAt: null,
        durationSeconds: null,
        exitCode: null,
        error: null,
      };
    case 'unit.progress':
      return { ...unit, progress: progressOf(event) };
    case 'unit.usage':
      return { ...unit, usage: usageAfter(unit.usage, event) };
    case 'unit.message': {
      const known = unit.messages.some((message) => message.level === event.level && message.text === event.text);
      return known ? unit : { ...unit, messages: [...unit.messages, { level: event.level, text: event.text }] };
    }
    case 'unit.finished':
      return {
        ...unit,
        state: event.result,
        endedAt: event.at,
        durationSeconds: event.durationSeconds,
        exitCode: event.exitCode,
        error: event.error,
      };
  }
}

/** Nothing done, nobody knows of how much, and not a word: what it does now tells no progress. */
function progressOf({ done, total, label }: Extract<RunEvent, { type: 'unit.progress' }>): UnitState['progress'] {
  return done === 0 && total === null && label === '' ? null : { done, total, label };
}

function usageAfter(before: UnitState['usage'], event: Extract<RunEvent, { type: 'unit.usage' }>): UnitState['usage'] {
  const { at, cpuSeconds, memoryBytes, lastOutputAt, writtenBytes = null } = event;
  const seconds = before ? (Date.parse(at) - Date.parse(before.at)) / 1000 : 0;
  const spent = before ? Math.max(0, cpuSeconds - before.cpuSeconds) : 0;
  const processors = seconds > 0 ? spent / seconds : (before?.processors ?? null);
  return { at, cpuSeconds, memoryBytes, lastOutputAt, writtenBytes, processors };
}

/** A run that has ended has no running or waiting units. */
function closed<U extends UnitState>(unit: U, event: RunFinished): U {
  if (unit.state === 'running') return { ...unit, state: 'interrupted', endedAt: event.at };
  if (unit.state === 'waiting') return { ...unit, state: event.state === 'cancelled' ? 'cancelled' : 'skipped' };
  return unit;
}

function updateUnit(state: RunState, event: UnitEvent): RunState {
  const name = event.unit;
  if (name === SOURCES_UNIT) return { ...state, sources: onUnit(state.sources ?? sourcesUnit, event) };
  const index = state.phases.findIndex((phase) => phase.name === phaseOf(name));
  const phase = state.phases[index];
  if (phase === undefined) return state;
  const next = name === phase.name ? onOwnUnit(phase, event) : onRecipe(phase, event);
  return next === phase ? state : { ...state, phases: state.phases.with(index, next) };
}

/** A phase runs from its first recipe on, and a phase that is blocked by its own recipe has failed. */
function onRecipe(phase: PhaseState, event: UnitEvent): PhaseState {
  const index = phase.recipes.findIndex((recipe) => recipe.unit === event.unit);
  const recipe = phase.recipes[index];
  if (recipe === undefined) return phase;
  const recipes = phase.recipes.with(index, onUnit(recipe, event));
  if (event.type === 'unit.started' && (phase.state === 'waiting' || phase.state === 'idle')) {
    return { ...phase, recipes, state: 'running', startedAt: event.at };
  }
  const error = event.type === 'unit.finished' && event.result === 'failed' ? event.error : phase.error;
  const next = { ...phase, recipes, error };
  return event.type === 'unit.finished' && !phase.takesPart ? asItsRecipes(next, event.at) : next;
}

/** A phase of which recipes alone were run has ended as they have, the worst of them first. */
function asItsRecipes(phase: PhaseState, endedAt: string): PhaseState {
  const states = new Set(phase.recipes.map((recipe) => recipe.state));
  if (states.has('waiting') || states.has('running')) return phase;
  const state = worstFirst.find((one) => states.has(one)) ?? 'done';
  return { ...phase, state, endedAt };
}

const worstFirst: UnitResult[] = ['failed', 'interrupted', 'cancelled', 'blocked', 'skipped'];

function onOwnUnit(phase: PhaseState, event: UnitEvent): PhaseState {
  const next = onUnit(phase, event);
  if (event.type === 'unit.started') return { ...next, startedAt: phase.startedAt ?? event.at, ownStartedAt: event.at };
  if (event.type !== 'unit.finished' || event.result !== 'blocked') return next;
  const failed = phase.recipes.find((recipe) => recipe.state === 'failed');
  return failed ? { ...next, state: 'failed', error: failed.error, exitCode: failed.exitCode } : next;
}

/** Every unit, as it stands once the run has ended. */
function closedAll(state: RunState, event: RunFinished): RunState {
  const phases = state.phases.map((phase) => {
    const recipes = phase.recipes.map((recipe) => closed(recipe, event));
    const recipesAlone = !phase.takesPart && phase.state === 'running';
    return recipesAlone ? asItsRecipes({ ...phase, recipes }, event.at) : { ...closed(phase, event), recipes };
  });
  return { ...state, sources: state.sources && closed(state.sources, event), phases };
}

function started(event: Extract<RunEvent, { type: 'run.started' }>): RunState {
  return {
    ...headless(event.at),
    id: event.runId,
    profile: event.profile,
    root: event.root,
    target: event.target,
    jobs: event.jobs,
    serial: event.serial ?? false,
    needs: event.needs ?? {},
    pid: event.pid,
    command: event.command,
    phases: event.phases.map(plannedPhase),
  };
}

const headless = (at: string): RunState => ({
  id: '',
  state: 'running',
  cancelling: false,
  commander: null,
  profile: '',
  root: '',
  target: '',
  jobs: 1,
  serial: false,
  needs: {},
  pid: 0,
  command: '',
  startedAt: at,
  endedAt: null,
  pauses: [],
  durationSeconds: null,
  exitCode: null,
  summary: null,
  artifacts: [],
  sources: null,
  phases: [],
});

const plannedPhase = (phase: PlannedPhase): PhaseState => ({
  ...plannedUnit(phase.name, phase),
  group: phase.group,
  kind: phase.kind,
  path: phase.path,
  prebuilt: phase.prebuilt,
  takesPart: phase.willRun,
  ownEstimateSeconds: phase.ownEstimateSeconds ?? null,
  ownStartedAt: null,
  recipes: phase.recipes.map((recipe) => plannedUnit(recipeUnit(phase.name, recipe.name), recipe)),
});

function plannedUnit(unit: string, plan: PlannedPhase['recipes'][number]): UnitState {
  return {
    unit,
    name: plan.name,
    title: plan.title,
    state: plan.willRun ? 'waiting' : 'idle',
    progress: null,
    usage: null,
    startedAt: null,
    endedAt: null,
    durationSeconds: null,
    estimateSeconds: plan.estimateSeconds,
    exitCode: null,
    log: null,
    messages: [],
    error: null,
  };
}

const sourcesUnit = plannedUnit(SOURCES_UNIT, {
  name: SOURCES_UNIT,
  title: 'Fetch and verify sources',
  willRun: true,
  estimateSeconds: null,
});
