import { readFileSync } from 'node:fs';
import path from 'node:path';
import envPaths from 'env-paths';
import { z } from 'zod';
import { Preferences } from '../state/preferences.js';

/** What one operator chose last, on this machine; never part of a result. */
export const PersonalSettings = z.object({
  profile: z.string().optional(),
  /** By profile: two profiles never share a target by accident. */
  targets: z.record(z.string(), z.string()).optional(),
  ...Preferences.shape,
});
export type PersonalSettings = z.infer<typeof PersonalSettings>;

/** Where they are: SMECHDEPLOY_CONFIG_DIR, or the XDG configuration folder. */
export const personalFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  path.resolve(env.SMECHDEPLOY_CONFIG_DIR || envPaths('smechdeploy', { suffix: '' }).config);

/** The file that they are kept in. */
const personalFile = (env: NodeJS.ProcessEnv) => path.join(personalFolder(env), 'config.json');

/**
 * The operator's settings. A file that can't be read counts as empty: `onMessage` is told, and the next write replaces it.
 * Read without conf, which takes 90 ms to load, so that `plan` and `status` start fast; the file is conf's.
 */
export function readPersonal(
  env: NodeJS.ProcessEnv = process.env,
  onMessage: (text: string) => void = () => undefined,
): PersonalSettings {
  const file = personalFile(env);
  try {
    return PersonalSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      const what =
        error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : (error as Error).message;
      onMessage(
        `The personal settings in ${file} are not usable (${what}): defaults are used, and the next change replaces the file.`,
      );
    }
    return {};
  }
}

/** Changes some of the operator's settings; `undefined` takes one out. Throws what the file system says. */
export async function writePersonal(changes: PersonalSettings, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const { default: Conf } = await import('conf');
  const merged = PersonalSettings.parse({ ...readPersonal(env), ...changes });
  const conf = new Conf<PersonalSettings>({
    cwd: personalFolder(env),
    projectName: 'smechdeploy',
    clearInvalidConfig: true,
  });
  conf.store = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}
