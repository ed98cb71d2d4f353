import leven from 'leven';
import { withoutNumber } from './name.js';

/**
 * The candidate that was most likely meant: the same name with or without its number, else the nearest one that differs
 * in less than a third of its letters; null when nothing is near.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = withoutNumber(candidate) === withoutNumber(name) ? 0.5 : leven(name, candidate);
    if (distance < least && distance <= Math.max(1, Math.floor(name.length / 3))) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** ` Did you mean X?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const meant = nearest(name, candidates);
  return meant === null ? '' : ` Did you mean ${meant}?`;
}
