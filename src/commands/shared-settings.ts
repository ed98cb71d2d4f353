import path from 'node:path';
import { readSettings, SETTINGS_FILE } from '../host/read-settings.js';
import { defaultJobs } from '../runner/jobs.js';
import type { SharedSettings } from '../ui/settings.js';
import type { CommonOptions } from './types.js';

/** What holds for all operators of a deploy root, for the interface to show. */
export async function sharedSettings(root: string, options: CommonOptions): Promise<SharedSettings> {
  const { mirrors, versions, images } = await readSettings(root);
  return {
    file: path.join(root, SETTINGS_FILE),
    defaultJobs: defaultJobs(),
    jobsFlag: options.jobs ?? null,
    mirrors,
    versions: Object.entries(versions).map(([name, version]) => `${name} ${version}`),
    imageSizes: `root ${images.rootMiB} MiB, boot ${images.espMiB} MiB`,
  };
}
