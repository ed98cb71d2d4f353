/** A time for which a run stood still. */
export interface Pause {
  from: string;
  /** Null while it lasts. */
  to: string | null;
}

/** With a pause that begins; one that lasts already goes on. */
export const paused = (pauses: Pause[], at: string): Pause[] =>
  pauses.at(-1)?.to === null ? pauses : [...pauses, { from: at, to: null }];

/** With the end of the pause that lasts, if one does. */
export function resumed(pauses: Pause[], at: string): Pause[] {
  const last = pauses.at(-1);
  return last?.to === null ? pauses.with(-1, { ...last, to: at }) : pauses;
}

/** Seconds of pauses from one time to another; both in milliseconds since 1970. */
export const pausedSeconds = (from: number, to: number, pauses: readonly Pause[]): number =>
  pauses.reduce((sum, pause) => {
    const end = pause.to === null ? to : Date.parse(pause.to);
    return sum + Math.max(0, Math.min(end, to) - Math.max(Date.parse(pause.from), from));
  }, 0) / 1000;

/** Seconds from one time to another without those of pauses. */
export const workedSeconds = (from: number, to: number, pauses: readonly Pause[]): number =>
  Math.max(0, (to - from) / 1000 - pausedSeconds(from, to, pauses));
