import type { ArtifactOverview } from './profiles-document.js';

/** What `verify` found of an artifact, in a few words. */
export function verdictText(verdict: ArtifactOverview['verdict']): string {
  if (verdict === null) return 'not verified';
  if (verdict.current === false) return 'not verified since it was made';
  const failed = verdict.boots.find((boot) => !boot.ok);
  const [problem] = verdict.problems;
  const doubt = verdict.current === null ? ' (of which content is not known)' : '';
  if (problem !== undefined) return `NOT good: ${problem}${doubt}`;
  if (failed)
    return `does NOT boot under ${failed.firmware.toUpperCase()}: ${failed.reason ?? 'no reason was given'}${doubt}`;
  if (verdict.boots.length === 0) return `good, nothing to boot${doubt}`;
  return `boots (${verdict.boots.map(({ firmware }) => firmware.toUpperCase()).join(', ')})${doubt}`;
}
