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
  const parsed = DeploySettings.safeParse(await parseJson(text, file));
  if (parsed.success) return parsed.data;
  throw usageError(`${await describeIssues(parsed.error, text, file)}: mend it or take it out.`);
}

/** Each wrong field with its line and path: `smechdeploy.json:3: images.rootMiB: Too small: ...; line 5: foo is not known`. */
async function describeIssues(error: z.ZodError, text: string, file: string): Promise<string> {
  const { jsonLines } = await import('./json-lines.js');
  const { of } = jsonLines(text);
  const said = error.issues.flatMap((issue) => {
    const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ line: of([...at, key]), text: `${[...at, key].join('.')} is not known` }));
    return [{ line: of(at), text: `${at.join('.') || 'the whole'}: ${issue.message}` }];
  });
  return said
    .map((one, index) => `${index === 0 ? `${file}:${one.line}` : `line ${one.line}`}: ${one.text}`)
    .join('; ');
}

/** The text of a settings file as JSON, whatever is in it; throws a usage error that names file and line. */
export async function parseJson(text: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const { jsonLines } = await import('./json-lines.js');
    const { broken } = jsonLines(text.replace(/^\uFEFF/, ''));
    const place = broken === null ? file : `${file}:${broken}`;
    throw usageError(`${place} is no JSON: ${(error as SyntaxError).message.replace(/\s+/g, ' ')}: mend it.`, {
      cause: error,
    });
  }
}
