import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { failure } from '../../host/errors.js';

/** The two ways between which it toggles, as the CLI calls them. */
const ways = ['oauth-personal', 'gemini-api-key'] as const;

/** Newer versions keep it below security.auth, older ones beside everything else; all other keys stay as they are. */
const Settings = z.looseObject({
  selectedAuthType: z.string().optional(),
  security: z.looseObject({ auth: z.looseObject({ selectedType: z.string().optional() }).optional() }).optional(),
});

export interface Rotation {
  file: string;
  from: string | null;
  to: (typeof ways)[number];
}

/** Switches settings.json in this folder to the other way to log in, atomically and with its rights; no key is read into any message. */
export async function rotateAuth(folder: string): Promise<Rotation> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const named = path.join(folder, 'settings.json');
  // Where it is a link (dotfiles), what it leads to is changed.
  const file = await realpath(named).catch(() => named);
  const settings = await read(file);
  const old = settings.security?.auth?.selectedType ?? settings.selectedAuthType ?? null;
  const to = old === ways[0] ? ways[1] : ways[0];
  const oldPlace = settings.selectedAuthType !== undefined && settings.security?.auth?.selectedType === undefined;
  const changed = oldPlace
    ? { ...settings, selectedAuthType: to }
    : { ...settings, security: { ...settings.security, auth: { ...settings.security?.auth, selectedType: to } } };
  const mode = (await stat(file).catch(() => null))?.mode ?? 0o600;
  await writeFileAtomic(file, `${JSON.stringify(changed, null, 2)}\n`, { mode: mode & 0o777 });
  return { file, from: ways.find((way) => way === old) ?? (old === null ? null : 'something else'), to };
}

async function read(file: string): Promise<z.infer<typeof Settings>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw failure(`${file} can't be read (${error.code}): make it a file that you may read.`);
  });
  try {
    return Settings.parse(JSON.parse(text));
  } catch {
    // What the parser says would show a piece of the file, which may be a key.
    throw failure(`${file} is not the JSON that the Gemini CLI writes: mend it by hand, it stays as it is.`);
  }
}
