import type { Action } from './actions.js';
import { updateDoctor } from './doctor.js';
import { updateEdit } from './edit.js';
import { updateFind } from './find.js';
import { updateHistory } from './history.js';
import { bindingsFor } from './keymap.js';
import { type LogAction, resizedLog, roomOf, updateLog } from './log/view.js';
import type { Model } from './model.js';
import { withoutUntrue } from './notice.js';
import { updateOverviews } from './overviews.js';
import { updatePalette } from './palette.js';
import { detailsLength } from './phase-details.js';
import { backFrom, shown } from './screens.js';
import { settingRows } from './settings.js';
import { staleNames, updateTicks } from './ticks.js';
import { cardLength, movedTo, runChanged, updateWatch, watchLines } from './watch.js';

/** The one place where the interface's state changes: pure. */
export function update(model: Model, action: Action): Model {
  return withoutUntrue(changed(model, action));
}

function changed(model: Model, action: Action): Model {
  switch (action.type) {
    case 'plan.loaded':
      return withPlan(model, action.plan);
    case 'plan.failed':
      return { ...model, plan: null, planError: action.message, ticks: [] };
    case 'run.changed':
      return runChanged(model, action.run);
    case 'log.changed':
      return { ...model, log: { file: action.file, lines: action.lines, size: action.size } };
    case 'resized':
      return resized(model, action);
    case 'clock':
      return { ...model, now: action.now };
    case 'notice':
      return { ...model, notice: { level: action.level, text: action.text } };
    case 'refused':
      return { ...model, notice: { level: 'info', text: action.why, refused: action.command } };
    case 'busy':
      // What was said before it began may not hold after it.
      return { ...model, busy: action.text, notice: action.text === null ? model.notice : null };
    case 'show':
      return shown(model, action.screen);
    case 'back':
      return backFrom(model);
    case 'move':
      return moveTo(model, model.cursor[model.screen] + action.by);
    case 'jump':
      return moveTo(model, action.to === 'first' ? 0 : Number.MAX_SAFE_INTEGER);
    case 'tick':
    case 'tick.group':
    case 'tick.range':
    case 'tick.needs':
    case 'tick.stale':
    case 'tick.none':
    case 'tick.undo':
      return updateTicks(model, action);
    case 'overview.loaded':
    case 'overview.failed':
      return updateOverviews(model, action);
    case 'profile.choose':
      return {
        ...model,
        profile: action.profile,
        target: null,
        plan: null,
        planError: null,
        ticks: [],
        undo: [],
        rangeFrom: null,
        screen: 'phases',
        trail: [],
        cursor: { ...model.cursor, phases: 0 },
      };
    case 'edit.begin':
    case 'edit.key':
    case 'edit.checked':
    case 'edit.completed':
    case 'edit.cancel':
    case 'edit.end':
      return updateEdit(model, action);
    case 'history.loaded':
    case 'history.chosen':
      return updateHistory(model, action);
    case 'doctor.looking':
    case 'doctor.seen':
      return updateDoctor(model, action);
    case 'find.begin':
    case 'find.key':
    case 'find.move':
    case 'find.end': {
      const { find, line } = updateFind(model, action);
      return { ...moveTo(model, line), find };
    }
    case 'watch.fold':
    case 'watch.follow':
    case 'failure.show':
    case 'failure.next':
      return updateWatch(model, action);
    case 'shared.loaded':
      return { ...model, shared: action.shared };
    case 'confirm':
      return { ...model, confirm: action.question };
    case 'preferences':
      return { ...model, preferences: action.preferences };
    default:
      return isLogAction(action) ? withLog(model, action) : updatePalette(model, action);
  }
}

/** How many lines the list of the present screen has. */
export function listLength(model: Model): number {
  if (model.screen === 'profile') return model.profiles.length;
  if (model.screen === 'run') return watchLines(model).length;
  if (model.screen === 'failure') return cardLength(model);
  if (model.screen === 'history') return model.history.runs?.length ?? 0;
  if (model.screen === 'historyRun') return model.history.chosen?.units.length ?? 0;
  if (model.screen === 'doctor') return model.doctor.report?.findings.length ?? 0;
  if (model.screen === 'settings') return settingRows(model).length;
  if (model.screen === 'help') return bindingsFor(model.trail.at(-1) ?? 'phases').length;
  if (model.screen === 'phase') return detailsLength(model);
  return model.screen === 'phases' ? (model.plan?.phases.length ?? 0) : 0;
}

const isLogAction = (action: { type: string }): action is LogAction => action.type.startsWith('log.');

function withLog(model: Model, action: LogAction): Model {
  const logView = updateLog(model.logView, action, roomOf(model.size));
  if (logView === model.logView) return model;
  const moved = ['log.open', 'log.move', 'log.go', 'log.prompt'].includes(action.type);
  return { ...model, logView, notice: moved ? null : model.notice };
}

function resized(model: Model, { columns, rows }: Model['size']): Model {
  if (columns === model.size.columns && rows === model.size.rows) return model;
  const size = { columns, rows };
  return { ...model, size, logView: model.logView && resizedLog(model.logView, roomOf(size)) };
}

function moveTo(model: Model, line: number): Model {
  const at = Math.max(0, Math.min(line, listLength(model) - 1));
  const moved = { ...model, cursor: { ...model.cursor, [model.screen]: at }, notice: null };
  return model.screen === 'run' ? movedTo(moved, at) : moved;
}

function withPlan(model: Model, plan: Model['plan']): Model {
  const first = model.plan === null && model.ticks.length === 0;
  const next = { ...model, plan, planError: null, rangeFrom: null };
  const phases = plan?.phases ?? [];
  const wasFresh = new Set(model.plan?.phases.flatMap(({ name, state }) => (state === 'fresh' ? [name] : [])));
  // What has been built since is done with; what was fresh and ticked all the same stays so.
  const kept = phases.filter(({ name, state }) => state !== 'fresh' || wasFresh.has(name)).map(({ name }) => name);
  const ticks = first ? staleNames(phases) : model.ticks.filter((name) => kept.includes(name));
  return { ...next, ticks };
}
