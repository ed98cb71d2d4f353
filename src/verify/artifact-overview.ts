import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { readArtifactManifest } from '../image/artifact-manifest.js';
import type { ArtifactOverview } from '../state/profiles-document.js';
import { Verdict } from './verdict.js';

/** The artifacts of a profile in images/, newest first: what their manifests name as its own, and what has such a name. */
export async function artifactsOf(
  images: string,
  profile: { name: string; outputs: string[] },
): Promise<ArtifactOverview[]> {
  const named = await glob(profile.outputs, { cwd: images, onlyFiles: true });
  const manifests = await glob('*.manifest.json', { cwd: images, onlyFiles: true });
  const names = new Set([...named, ...manifests.map((file) => path.basename(file, '.manifest.json'))]);
  const found = await Promise.all([...names].map((name) => overview(path.join(images, name), profile.name)));
  return found.filter((one) => one !== null).toSorted((a, b) => b.madeAt.localeCompare(a.madeAt));
}

/** Null for what is gone or is another profile's. */
async function overview(file: string, profile: string): Promise<ArtifactOverview | null> {
  const status = await stat(file).catch(() => null);
  if (!status) return null;
  let problem: string | null = null;
  const manifest = await readArtifactManifest(file).catch((error: Error) => {
    problem = error.message;
    return null;
  });
  if (manifest && manifest.profile !== profile) return null;
  const fits = manifest !== null && manifest.size === status.size;
  if (manifest === null) problem ??= 'It has no manifest: nothing says what it was made from.';
  else if (!fits) problem = 'Its manifest tells of another size: it was changed, or is being written.';
  const verdict = await readVerdict(file);
  return {
    name: path.basename(file),
    path: file,
    size: status.size,
    madeAt: manifest?.createdAt ?? status.mtime.toISOString(),
    madeBy: manifest?.madeBy ?? null,
    problem,
    verdict: verdict && {
      ok: verdict.ok,
      verifiedAt: verdict.verifiedAt,
      current: fits ? verdict.sha256 === manifest.sha256 : null,
      boots: verdict.boots.map(({ firmware, ok, reason }) => ({ firmware, ok, reason })),
      problems: verdict.manifest.problems,
    },
  };
}

/** What `verify` left beside an artifact; null when there is none or it can't be read. */
async function readVerdict(file: string): Promise<Verdict | null> {
  try {
    return Verdict.parse(JSON.parse(await readFile(`${file}.verify.json`, 'utf8')));
  } catch {
    return null;
  }
}
