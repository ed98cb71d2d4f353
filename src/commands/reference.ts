import path from 'node:path';
import { ExitCode, usageError } from '../host/errors.js';
import { createReference } from '../sources/reference.js';
import type { Command } from './types.js';

interface ReferenceFlags {
  suite?: string;
  include?: string;
  desktop?: boolean;
}

/** `reference create DIR`: a host folder for the restore phases. */
export const command: Command<ReferenceFlags> = async (io, options, [action, folder, ...more]) => {
  if (action !== 'create' || !folder || more.length > 0)
    throw usageError(
      'reference takes `create` and one folder, such as `smechdeploy-tui reference create /srv/reference`.',
    );
  const dir = path.resolve(io.cwd, folder);
  const include = (options.include ?? '').split(',').filter((name) => name !== '');
  const made = await createReference(dir, {
    include,
    desktop: options.desktop === true,
    ...(options.suite === undefined ? {} : { suite: options.suite }),
    signal: io.interruptible(),
    ...(options.quiet ? {} : { onOutput: (chunk: string) => void io.stderr.write(chunk) }),
  });
  if (options.json) io.json({ schemaVersion: 1, reference: dir, ...made });
  else io.line(`${dir} is a reference host of Debian ${made.suite} now: name it with \`--reference ${dir}\`.`);
  return ExitCode.ok;
};
