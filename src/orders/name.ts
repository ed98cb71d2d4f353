import path from 'node:path';

/** Unit names are made of it and file names of those. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.+-]*$/;

/** Whether a text can be the name of a phase; `sources` is the fetching of a run. */
export const isPhaseName = (text: string) => NAME.test(text) && text !== 'sources';

/** The name of the phase that a line or an operator means: without folder and extension. */
export const stem = (text: string) => path.posix.basename(text).replace(/\.(sh|py)$/, '');

/** Without its number: `17_my_step` and `my_step` are one name to people. */
export const withoutNumber = (name: string) => name.replace(/^\d+_/, '');

/** The number that follows the highest one of these names, in at least two digits. */
export function nextNumber(names: Iterable<string>): string {
  let highest = 0;
  for (const name of names) highest = Math.max(highest, Number(/^(\d{1,6})_/.exec(name)?.[1] ?? 0));
  return String(highest + 1).padStart(2, '0');
}
