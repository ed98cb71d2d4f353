import type { Edit } from '../edit.js';
import type { Piece } from './line.js';

/** What there is to say of the value that is edited: what is wrong, what it may become, or that it can be used. */
export function editMessage({ field, value, problem, good, candidates }: Edit): Piece {
  if (problem !== null) return { text: ` ${problem}`, color: 'red', bold: true };
  if (candidates.length > 0) return { text: ` ${candidates.map(lastName).join('  ')}` };
  if (good && value.trim() === '') return { text: ' The default is used.' };
  if (good) return { text: ' This can be used.', color: 'green' };
  const help = {
    target: ' The folder or mount point that the phases are composed into; tab completes.',
    jobs: ' How many compile jobs may run beside each other, 1 to 1024.',
  };
  return { text: help[field], dim: true };
}

const lastName = (folder: string) => `${folder.split('/').at(-2) ?? ''}/`;
