import { PlaceError } from './attempt.js';

/** Hosts that did not answer in this run, with the reason: they are not asked again. */
export class SilentHosts {
  private readonly reasons = new Map<string, string>();

  add(host: string, reason: string): void {
    if (!this.reasons.has(host)) this.reasons.set(host, reason);
  }

  /** Throws a PlaceError for a host that was silent before. */
  check(host: string): void {
    const reason = this.reasons.get(host);
    if (reason !== undefined) throw new PlaceError(`not asked again, ${reason}`);
  }
}
