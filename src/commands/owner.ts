import { ExitCode, usageError } from '../host/errors.js';
import type { Owner } from '../layers/owners.js';
import { type FoundOwner, ownersOf } from '../runner/owners.js';
import { openSession } from '../runner/session.js';
import type { Command } from './types.js';
import { size } from './words.js';

/** Says which phase or recipe a file of the system comes from. */
export const command: Command = async (io, options, operands) => {
  const { profile, target } = options;
  const session = await openSession({ root: io.deployRoot(), profile, target, cwd: io.cwd, env: io.env });
  const found = await ownersOf(session, operands);
  if (options.json)
    io.json({ schemaVersion: 1, profile: session.profile.name, target: session.target.path, files: found.map(toJson) });
  else for (const { owner, kept } of found) if (owner) for (const line of linesOf(owner, kept)) io.line(line);
  const strangers = found.filter(({ owner }) => owner === null).map(({ asked }) => asked);
  if (strangers.length > 0)
    throw usageError(
      `No phase of ${session.profile.name} put ${strangers.join(', ')} into the system: correct the path, or run the phase that makes it (\`plan\` shows which have not run).`,
    );
  return ExitCode.ok;
};

const toJson = ({ asked, owner, kept }: FoundOwner) => ({
  asked,
  kept,
  ...(owner === null
    ? { path: null, unit: null }
    : { path: owner.path, unit: owner.unit, covers: owner.covered, sources: owner.sources, entry: owner.entry }),
});

function linesOf({ path, entry, unit, covered, sources }: Owner, kept: FoundOwner['kept']): string[] {
  const about = [
    entry.type === 'file' ? `file, ${size(entry.size)}` : entry.type,
    ...('target' in entry ? [`to ${entry.target}`] : []),
    `mode ${entry.mode.toString(8).padStart(4, '0')}`,
    `owner ${entry.uid}:${entry.gid}`,
  ];
  return [
    `/${path}: ${unit} (${about.join(', ')})`,
    ...sources.map(
      ({ name, version, file, prebuilt }) => `  from ${name} ${version}, ${file}${prebuilt ? ' (prebuilt)' : ''}`,
    ),
    ...(covered.length === 0 ? [] : [`  in place of what ${covered.join(', ')} put there`]),
    ...(kept === null ? [] : [`  ${keptWords[kept]}`]),
  ];
}

const keptWords = {
  changed: 'was changed by hand in the target, and is kept so',
  deleted: 'was deleted by hand in the target, and stays so',
  foreign: 'something that no phase put there lies in its place, and is kept',
} as const;
