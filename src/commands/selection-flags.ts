import { layoutOf } from '../host/layout.js';
import { lastFailures } from '../runner/failures.js';
import type { Spec } from './specs.js';

/** What `run` and `plan` take to choose units by. */
export interface SelectionFlags {
  from?: string;
  until?: string;
  module?: string[];
  resumeFrom?: string;
  rebuildFailures?: boolean;
  force?: boolean;
  withNeeds?: boolean;
  skip?: string[];
  reference?: string;
}

type Option = NonNullable<Spec['options']>[number];

export const moduleOption: Option = [
  '-m, --module <modules...>',
  'these recipes, or groups of them such as frameworks, with what they need',
];

export const selectionOptions: Option[] = [
  ['--from <phase>', 'leave out the phases before this one'],
  ['--until <phase>', 'leave out the phases after this one'],
  moduleOption,
  ['--resume-from <module>', 'leave out what comes before this recipe in the order of the build'],
  ['--rebuild-failures', 'what failed in the last run or was blocked by that, with what it needs'],
  ['-f, --force', 'also what is fresh'],
  ['--with-needs', 'also what the named phases need and is not fresh'],
  ['--skip <units...>', 'leave out these phases or recipes, and what needs them'],
];

export const noFailures = 'Nothing to do: nothing failed in the last run.';

export interface Selected {
  names: string[];
  modules: string[];
}

/** What is asked for by name, failures of the last run among the modules; null when those were asked for and there are none. */
export function selected(root: string, names: string[], flags: SelectionFlags, profile?: string): Selected | null {
  const modules = flags.module ?? [];
  if (!flags.rebuildFailures) return { names, modules };
  const failures = lastFailures(layoutOf(root), profile);
  return failures.length === 0 ? null : { names, modules: [...modules, ...failures] };
}
