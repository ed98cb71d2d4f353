import type { Overall } from './selectors.js';

/** How long a run still takes, in words: what nobody knows of makes it "at least". `format` writes seconds. */
export function timeLeft(
  { remainingSeconds, leastSeconds }: Pick<Overall, 'remainingSeconds' | 'leastSeconds'>,
  format: (seconds: number) => string,
): string {
  if (remainingSeconds !== null) return `about ${format(remainingSeconds)} left`;
  return leastSeconds >= 1 ? `at least ${format(leastSeconds)} left` : 'time left unknown';
}
