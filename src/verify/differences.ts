import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../host/exec.js';
import { filesBelow } from '../host/files-below.js';
import { hashFileAnew } from '../host/hash.js';
import { type ArtifactManifest, readArtifactManifest } from '../image/artifact-manifest.js';

/** Where two builds of one artifact differ: tools, units with other inputs (what they are made from came out different), files of an ISO. */
export async function differences(first: string, second: string, work: string, signal: AbortSignal): Promise<string[]> {
  const [one, two] = await Promise.all([readArtifactManifest(first), readArtifactManifest(second)]);
  const found = one && two ? manifestDifferences(one, two) : [];
  if (first.endsWith('.iso')) found.push(...(await isoDifferences(first, second, work, signal)));
  return found;
}

/** Tools in other versions, and units whose inputs differ, in build order: the first one's dependencies came out different. */
function manifestDifferences(one: ArtifactManifest, two: ArtifactManifest): string[] {
  const tools = Object.entries(two.tools).filter(([name, version]) => one.tools[name] !== version);
  const before = new Map(one.phases.map(({ name, fingerprint }) => [name, fingerprint]));
  const units = two.phases.filter(({ name, fingerprint }) => before.get(name) !== fingerprint);
  return [
    ...tools.map(([name, version]) => `${name} is ${version} where the first build had ${one.tools[name] ?? 'none'}`),
    ...units.map(({ name }) => `${name} had other inputs`),
  ];
}

async function isoDifferences(first: string, second: string, work: string, signal: AbortSignal): Promise<string[]> {
  await mkdir(work, { recursive: true });
  const [one, two] = [await contents(first, work, signal), await contents(second, work, signal)];
  const names = [...new Set([...one.keys(), ...two.keys()])].sort();
  const changed = names.filter((name) => one.get(name) !== two.get(name)).map((name) => `/${name} in it differs`);
  return changed.length > 0 ? changed : ['its files are the same: volume, boot records or partitions differ'];
}

/** Path -> SHA-256 of the files in an ISO. */
async function contents(iso: string, work: string, signal: AbortSignal): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(work, 'iso-'));
  try {
    await run(['bsdtar', '-xf', iso, '-C', folder], { signal });
    const sums = (await filesBelow(folder)).map(
      async (file): Promise<[string, string]> => [path.relative(folder, file), await hashFileAnew(file)],
    );
    return new Map(await Promise.all(sums));
  } finally {
    await run(['chmod', '-R', 'u+w', folder]);
    await rm(folder, { recursive: true, force: true });
  }
}
