import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { usageError } from './errors.js';
import { DeploySettings } from './settings.js';

export const SETTINGS_FILE = 'smechdeploy.json';

/** smechdeploy.json of a deploy root; all defaults where there is none. Throws a usage error with the file and the wrong field. */
export async function readSettings(root: string): Promise<DeploySettings> {
  const file = path.join(root, SETTINGS_FILE);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw usageError(`${file} can't be read (${error.code}): make it a file that you may read.`);
  });
  const parsed = DeploySettings.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  throw usageError(`${file}: ${describeIssues(parsed.error)}: mend it or take it out.`);
}

/** Each wrong field with its path: `images.rootMiB: Too small: ...; foo: is not known`. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .flatMap((issue) => {
      const at = issue.path.map(String);
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...at, key].join('.')} is not known`);
      return [`${at.join('.') || 'the whole'}: ${issue.message}`];
    })
    .join('; ');
}

/** The text of a settings file as JSON, whatever is in it; throws a usage error that names the file. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw usageError(`${file} is no JSON: ${(error as SyntaxError).message.replace(/\s+/g, ' ')}: mend it.`, {
      cause: error,
    });
  }
}
