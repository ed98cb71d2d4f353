import prettyBytes from 'pretty-bytes';
import prettyMs from 'pretty-ms';
import type { Estimate } from '../state/estimate.js';
import type { PhaseState, RunState, UnitState } from '../state/run-state.js';
import { endedWell, fractionOf, ownPart } from '../state/selectors.js';

/** 4:07 or 1:02:45; unknown as `?`. */
export function clock(seconds: number | null): string {
  return seconds === null
    ? '?'
    : prettyMs(Math.max(0, Math.round(seconds)) * 1000, { colonNotation: true, secondsDecimalDigits: 0 });
}

/** ~12:04 (11:50-13:00); unknown as `?`, the band only where it shows. */
export function estimateText({ estimateSeconds, estimateLowSeconds, estimateHighSeconds }: Estimate): string {
  if (estimateSeconds === null) return '?';
  const [low, high] = [clock(estimateLowSeconds), clock(estimateHighSeconds)];
  return estimateLowSeconds === null || low === high
    ? `~${clock(estimateSeconds)}`
    : `~${clock(estimateSeconds)} (${low}-${high})`;
}

/** +12% or -3%. */
export const percent = (fraction: number): string =>
  `${fraction < 0 ? '-' : '+'}${Math.min(999, Math.round(Math.abs(fraction) * 100))}%`;

/** 2026-01-31 14:05 of an ISO time, in the operator's time zone. */
export const moment = (at: string): string => new Date(at).toLocaleString('sv-SE').slice(0, 16);

/** 3h ago. */
export const age = (at: string, now: number) =>
  now - Date.parse(at) < 60_000 ? 'just now' : `${prettyMs(now - Date.parse(at), { compact: true })} ago`;

export const bytes = (value: number | null) =>
  value === null ? '?' : prettyBytes(value, { binary: true, maximumFractionDigits: 0 });

/** How far a phase with its recipes is, 0 to 1, each unit by its estimate where all are known; null where nobody knows. */
export function phaseFraction(phase: PhaseState, run: RunState, now: number): number | null {
  if (endedWell(phase)) return 1;
  const units: UnitState[] = [...phase.recipes.filter((recipe) => recipe.state !== 'idle'), ownPart(phase)];
  const known = units.every((unit) => unit.estimateSeconds !== null);
  const weight = (unit: UnitState) => (known ? Math.max(unit.estimateSeconds ?? 0, 0.1) : 1);
  const total = units.reduce((sum, unit) => sum + weight(unit), 0);
  const done = units.reduce((sum, unit) => sum + weight(unit) * (fractionOf(unit, run, now) ?? 0), 0);
  return units.length === 1 ? fractionOf(phase, run, now) : done / total;
}
