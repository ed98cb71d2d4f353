import { ExitCode } from '../host/errors.js';
import { buildGraph } from '../runner/graph.js';
import { makePlan } from '../runner/plan.js';
import { choose } from '../runner/select.js';
import { openSession } from '../runner/session.js';
import type { Command } from './types.js';

/** Says which inputs of a phase or recipe changed since its last good run. */
export const command: Command = async (io, options, operands) => {
  const { profile, target } = options;
  const session = await openSession({ root: io.deployRoot(), profile, target, cwd: io.cwd, env: io.env });
  // Refuses a name that is not in the build order.
  choose(buildGraph(session), { names: operands });
  const plan = await makePlan(session, { names: [] });
  for (const { unit, state, why } of plan.units.filter((planned) => operands.includes(planned.unit))) {
    if (options.json)
      io.json({ schemaVersion: 1, profile: session.profile.name, target: session.target.path, unit, state, why });
    else if (state === 'fresh') io.line(`${unit} is fresh: nothing that it depends on has changed.`);
    else for (const line of [`${unit} is ${state}:`, ...why.map((reason) => `  ${reason}`)]) io.line(line);
  }
  return ExitCode.ok;
};
