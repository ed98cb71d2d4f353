import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { readArtifactManifest } from './artifact-manifest.js';

/** As `sha256sum -c` reads it. */
const SUMS_FILE = 'SHA256SUMS';

/** Writes SHA256SUMS of all artifacts in a folder, from their manifests. Two phases may do so at once: the later one sees both. */
export async function writeSums(folder: string): Promise<void> {
  const file = path.join(folder, SUMS_FILE);
  for (let text = await sumsOf(folder); (await readFile(file, 'utf8').catch(() => null)) !== text; ) {
    await writeFileAtomic(file, text);
    text = await sumsOf(folder);
  }
}

async function sumsOf(folder: string): Promise<string> {
  const suffix = '.manifest.json';
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  const lines = names.map(async (name) => {
    const artifact = name.slice(0, -suffix.length);
    // What is no manifest says itself when its artifact is verified.
    const manifest = await readArtifactManifest(path.join(folder, artifact)).catch(() => null);
    return manifest?.artifact === artifact ? `${manifest.sha256}  ${artifact}\n` : '';
  });
  return (await Promise.all(lines)).join('');
}
