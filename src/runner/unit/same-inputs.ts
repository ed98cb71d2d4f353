import { failure } from '../../host/errors.js';
import { changedInputs } from '../../layers/fingerprint.js';
import { someOf } from '../../state/some-of.js';
import { buildGraph } from '../graph.js';
import { InputReader } from '../inputs.js';
import { openSession, type Session } from '../session.js';
import type { UnitRequest } from '../unit-files.js';

/** The deploy root as it is now, seen as the run sees it. */
export const sessionOf = ({ root, profile, target, reference }: UnitRequest): Promise<Session> =>
  openSession({ root, profile, target, reference });

/**
 * Throws where the unit's inputs are no longer those that the run began it with: settings, files and trees may be worked on meanwhile, and a
 * result must never be kept under the fingerprint of others.
 */
export async function checkInputs(session: Session, { unit, fingerprint, inputs }: UnitRequest): Promise<void> {
  const now = await new InputReader(session, buildGraph(session)).of(unit);
  if ('fingerprint' in now && now.fingerprint === fingerprint) return;
  const changed = 'inputs' in now ? changedInputs(inputs, now.inputs).map(({ name }) => name) : now.waitsFor;
  throw failure(`${unit}: ${someOf(changed)} changed since the run began with it: run it again.`);
}
