import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { failure } from '../host/errors.js';
import { hashFile, hashFileAnew } from '../host/hash.js';
import type { Signing } from '../host/settings.js';
import type { LayerManifest, SourceRecord } from '../layers/manifest.js';
import {
  type ArtifactBoot,
  ArtifactManifest,
  readArtifactManifest,
  writeArtifactManifest,
} from './artifact-manifest.js';
import { cyclonedx } from './sbom.js';
import { signArtifact } from './signature.js';
import { writeSums } from './sums.js';

/** What a phase adds to the manifest of an artifact. */
export interface ArtifactOptions {
  boot?: ArtifactBoot;
  /** Host tools that took part, name -> version. */
  tools?: Record<string, string>;
}

export interface WriteArtifact extends ArtifactOptions {
  /** File name below images/. */
  name: string;
  /** Writes the artifact to this path. */
  make: (file: string) => Promise<void>;
  session: { layout: { images: string }; profile: string; epoch: number; signing?: Signing | undefined };
  /** The phase that makes it, and its fingerprint. */
  unit: string;
  fingerprint: string;
  /** Everything that it is made from. */
  layers: { unit: string; manifest: LayerManifest }[];
}

/**
 * Makes images/NAME, its manifest, bill of materials, sum and signature: the artifact is written beside its place and renamed when it is on disk, so an earlier good one stays
 * until then. Returns its path.
 */
export async function writeArtifact(request: WriteArtifact): Promise<string> {
  const { name, session } = request;
  if (name === '' || name !== path.basename(name)) throw new TypeError(`artifact name with a folder: ${name}`);
  const file = path.join(session.layout.images, name);
  const part = path.join(session.layout.images, `.${name}.part`);
  await mkdir(session.layout.images, { recursive: true });
  try {
    await request.make(part);
    await sync(part, name);
    const { size } = await stat(part);
    const sha256 = await hashFileAnew(part);
    // Between the two renames the old manifest does not fit the new artifact: it then counts as not made.
    await rename(part, file);
    const manifest = ArtifactManifest.parse({
      schemaVersion: 1,
      artifact: name,
      size,
      sha256,
      createdAt: new Date().toISOString(),
      profile: session.profile,
      sourceDateEpoch: session.epoch,
      madeBy: request.unit,
      ...provenance(request),
      boot: request.boot ?? null,
    });
    await writeArtifactManifest(file, manifest);
    await writeFileAtomic(`${file}.cdx.json`, cyclonedx(manifest));
    await writeSums(session.layout.images);
    if (session.signing) await signArtifact(file, session.signing);
  } finally {
    await rm(part, { force: true });
  }
  return file;
}

/** Whether the file is the one that `unit` made at this fingerprint, by its manifest and its content's hash (remembered while the file is untouched). */
export async function isArtifactFresh(file: string, unit: string, fingerprint: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  const manifest = await readArtifactManifest(file).catch(() => null);
  if (!found?.isFile() || manifest === null) return false;
  const made =
    manifest.madeBy === unit &&
    manifest.phases.some((phase) => phase.name === unit && phase.fingerprint === fingerprint);
  return made && manifest.size === found.size && manifest.sha256 === (await hashFile(file));
}

/** Phases, sources, prebuilt and missing parts and tools of all layers, each once. */
function provenance({
  unit,
  fingerprint,
  layers,
  tools,
}: Pick<WriteArtifact, 'unit' | 'fingerprint' | 'layers' | 'tools'>) {
  const phases = new Map(layers.map((layer) => [layer.unit, layer.manifest.fingerprint]));
  phases.delete(unit);
  phases.set(unit, fingerprint);
  const sources = new Map<string, SourceRecord>();
  for (const { manifest } of layers)
    for (const source of manifest.sources) sources.set(`${source.name} ${source.version} ${source.file}`, source);
  const byKey = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    phases: [...phases].map(([name, print]) => ({ name, fingerprint: print })),
    sources: byKey.map(([, source]) => source),
    prebuilt: [...new Set(layers.flatMap(({ manifest }) => manifest.prebuilt))].sort(),
    missing: [...new Set(layers.flatMap(({ manifest }) => manifest.missing ?? []))].sort(),
    tools: Object.assign({}, ...layers.map(({ manifest }) => manifest.tools), tools ?? {}) as Record<string, string>,
  };
}

async function sync(part: string, name: string): Promise<void> {
  const handle = await open(part, 'r').catch((error: NodeJS.ErrnoException) => {
    throw failure(`${name} was not written (${error.message}): look into the phase's log.`, { cause: error });
  });
  await handle.sync();
  await handle.close();
}
