import type { Step } from '../recipes/define.js';

/** Shares of a recipe's whole in thousandths, by rule of thumb: compiling is most of it. */
export interface Weights {
  unpack: number;
  steps: number[];
  /** Strip, capture, checks, store. */
  finish: number;
}

export const whole = 1000;

export function weigh(steps: Pick<Step, 'title' | 'progress'>[]): Weights {
  const raw = { unpack: 3, steps: steps.map(rawWeight), finish: 3 };
  const sum = raw.unpack + raw.finish + raw.steps.reduce((all, one) => all + one, 0);
  const share = (value: number) => (value / sum) * whole;
  return { unpack: share(raw.unpack), steps: raw.steps.map(share), finish: share(raw.finish) };
}

function rawWeight({ title, progress }: Pick<Step, 'title' | 'progress'>): number {
  if (progress || title.startsWith('compile')) return 80;
  if (title === 'configure') return 10;
  return title.startsWith('install') ? 4 : 1;
}
