import { findingsOf } from './doctor.js';
import { type EditedLine, type EditKey, editKeyOf, editLine, lineOf } from './line-edit.js';
import type { Model, Screen } from './model.js';
import { settingRows } from './settings.js';
import { watchLines } from './watch.js';

/** A jump by name: what was typed, and the line that it began on. */
export interface Find {
  line: EditedLine;
  from: number;
}

export type FindAction =
  | { type: 'find.begin' }
  | { type: 'find.key'; key: EditKey }
  /** To the next or the former match. */
  | { type: 'find.move'; by: 1 | -1 }
  /** The line that was found, or the one that it began on. */
  | { type: 'find.end'; keep: boolean };

const names: Partial<Record<Screen, (model: Model) => string[]>> = {
  phases: ({ plan }) => (plan?.phases ?? []).map(({ name, title }) => `${name} ${title}`),
  run: (model) => watchLines(model).map(({ unit, done }) => unit?.unit ?? done.map(({ name }) => name).join(' ')),
  history: ({ history }) => (history.runs ?? []).map(({ id, profile, state }) => `${id} ${profile} ${state}`),
  historyRun: ({ history }) => (history.chosen?.units ?? []).map(({ unit, result }) => `${unit} ${result}`),
  doctor: (model) => findingsOf(model).map(({ what, state }) => `${what} ${state}`),
  settings: (model) => settingRows(model).map(({ label }) => label),
};

/** Screens whose lines have names. */
export const findScreens = Object.keys(names) as Screen[];

/** Lines of the present list that have what was typed in their names. */
export function matches(model: Model): number[] {
  const wanted = model.find?.line.value.trim().toLowerCase() ?? '';
  if (wanted === '') return [];
  const all = names[model.screen]?.(model) ?? [];
  return all.flatMap((name, index) => (name.toLowerCase().includes(wanted) ? [index] : []));
}

/** The jump after an action, and the line that it has come to. */
export function updateFind(model: Model, action: FindAction): { find: Find | null; line: number } {
  const { find } = model;
  const at = model.cursor[model.screen];
  if (action.type === 'find.begin') return { find: { line: lineOf(''), from: at }, line: at };
  if (!find) return { find, line: at };
  switch (action.type) {
    case 'find.key': {
      const next = { ...find, line: editLine(find.line, action.key) };
      const found = matches({ ...model, find: next });
      return { find: next, line: found.find((line) => line >= find.from) ?? found[0] ?? find.from };
    }
    case 'find.move': {
      const found = matches(model);
      const [beyond, around] =
        action.by > 0
          ? [found.find((line) => line > at), found[0]]
          : [found.findLast((line) => line < at), found.at(-1)];
      return { find, line: beyond ?? around ?? at };
    }
    case 'find.end':
      return { find: null, line: action.keep ? at : find.from };
  }
}

/** What a key does while a name is typed; null: nothing. */
export function findKey(name: string): FindAction | null {
  switch (name) {
    case 'enter':
      return { type: 'find.end', keep: true };
    case 'esc':
    case 'ctrl-c':
      return { type: 'find.end', keep: false };
    case 'down':
    case 'tab':
    case 'ctrl-n':
      return { type: 'find.move', by: 1 };
    case 'up':
    case 'shift-tab':
    case 'ctrl-p':
      return { type: 'find.move', by: -1 };
    default: {
      const key = editKeyOf(name);
      return key && { type: 'find.key', key };
    }
  }
}
