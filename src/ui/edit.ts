import { type EditedLine, type EditKey, editLine, lineOf } from './line-edit.js';
import type { Model } from './model.js';

/** A value while it is edited: the target, or a personal setting. */
export interface Edit extends EditedLine {
  field: 'target' | 'jobs';
  /** What is wrong with it, in one sentence. */
  problem: string | null;
  /** It was looked at as it stands and can be used. */
  good: boolean;
  /** Folders that it may be completed to, when there are several. */
  candidates: string[];
}

export type EditAction =
  | { type: 'edit.begin'; field: Edit['field'] }
  | { type: 'edit.key'; key: EditKey }
  /** The verdict on a value; of no interest once it was edited further. */
  | { type: 'edit.checked'; value: string; problem: string | null }
  | { type: 'edit.completed'; value: string; candidates: string[] }
  | { type: 'edit.cancel' }
  | { type: 'edit.end'; target: string | null };

export function updateEdit(model: Model, action: EditAction): Model {
  const { edit } = model;
  switch (action.type) {
    case 'edit.begin':
      return { ...model, notice: null, edit: begun(action.field, present(model, action.field)) };
    case 'edit.end':
      return { ...model, edit: null, target: action.target };
    case 'edit.cancel':
      return { ...model, edit: null };
    case 'edit.key': {
      if (!edit) return model;
      const next = begun(edit.field, edit.value);
      return { ...model, edit: { ...next, ...editLine(edit, action.key), problem: null } };
    }
    case 'edit.checked':
      if (edit?.value !== action.value) return model;
      return { ...model, edit: { ...edit, problem: action.problem, good: action.problem === null } };
    case 'edit.completed':
      if (edit?.value !== action.value) return model;
      return { ...model, edit: completed(edit, action.candidates) };
  }
}

const begun = (field: Edit['field'], value: string): Edit => ({
  ...lineOf(value),
  field,
  problem: null,
  good: false,
  candidates: [],
});

function present({ target, plan, preferences }: Model, field: Edit['field']): string {
  return field === 'target' ? (target ?? plan?.target ?? '') : String(preferences.jobs ?? '');
}

/** As far as all candidates agree; several are shown. */
function completed(edit: Edit, candidates: string[]): Edit {
  const [first, ...others] = candidates;
  if (first === undefined) return { ...edit, problem: `No folder begins with ${edit.value}.`, candidates: [] };
  const common = others.reduce(commonStart, first);
  const next = common.length > edit.value.length || others.length === 0 ? begun(edit.field, common) : edit;
  return { ...next, candidates: others.length === 0 ? [] : candidates };
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

/** A number of jobs as it is typed; null: the default. A sentence when it is none. */
export function jobsOf(value: string): { jobs: number | null } | { problem: string } {
  if (value.trim() === '') return { jobs: null };
  const jobs = Number(value);
  return Number.isInteger(jobs) && jobs >= 1 && jobs <= 1024
    ? { jobs }
    : { problem: `Jobs are a whole number from 1 to 1024, not ${JSON.stringify(value.trim())}.` };
}
