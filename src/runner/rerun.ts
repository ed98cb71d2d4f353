import { shellWord } from '../state/shell-word.js';
import type { RunRequest } from './request.js';

/** How an operator re-runs exactly one unit of a run, from wherever they are. */
export const rerunCommand =
  ({ root, profile, target, reference }: Pick<RunRequest, 'root' | 'profile' | 'target' | 'reference'>) =>
  (unit: string): string =>
    [
      'smechdeploy-tui run',
      ...(unit === 'sources' ? [] : [shellWord(unit)]),
      ...(profile === null ? [] : [`--profile ${shellWord(profile)}`]),
      `--root ${shellWord(root)}`,
      ...(target === null ? [] : [`--target ${shellWord(target)}`]),
      ...(reference === null ? [] : [`--reference ${shellWord(reference)}`]),
    ].join(' ');
