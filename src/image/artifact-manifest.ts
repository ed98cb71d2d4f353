import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { failure, usageError } from '../host/errors.js';
import { hashFileAnew } from '../host/hash.js';
import { SourceRecord } from '../layers/manifest.js';

/** How `verify` boots an artifact and what it waits for. Patterns are regular expressions over the serial log. */
export const ArtifactBoot = z.object({
  /** As what the artifact is attached. */
  medium: z.enum(['cdrom', 'disk']),
  /** Menu entry that talks to the serial console, for people. */
  entry: z.string(),
  /** How that entry is chosen: when `waitFor` has shown up on the serial line, `send` is typed. */
  serialKeys: z.array(z.object({ waitFor: z.string(), send: z.string() })),
  /** In the order in which they must show up. */
  marks: z.array(z.object({ name: z.string(), pattern: z.string() })).min(1),
  memoryMiB: z.number().int().min(64).default(1024),
});
export type ArtifactBoot = z.infer<typeof ArtifactBoot>;

/** images/ARTIFACT.manifest.json: what an artifact was made from. */
export const ArtifactManifest = z.object({
  schemaVersion: z.literal(1),
  artifact: z.string(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.iso.datetime(),
  profile: z.string(),
  sourceDateEpoch: z.number().int(),
  /** The phase that made it. */
  madeBy: z.string(),
  /** Phases and recipes whose results took part, the maker last. */
  phases: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
  sources: z.array(SourceRecord),
  /** Binaries in place of what is compiled here: a distribution's packages, the operator's own builds. */
  prebuilt: z.array(z.string()),
  /** What an operator was expected to bring along and is absent: one sentence each. */
  missing: z.array(z.string()).default([]),
  /** Name -> version. */
  tools: z.record(z.string(), z.string()),
  /** null: nothing that boots. */
  boot: ArtifactBoot.nullable(),
});
export type ArtifactManifest = z.infer<typeof ArtifactManifest>;

const manifestFile = (artifact: string) => `${artifact}.manifest.json`;

/** Writes the manifest beside its artifact, whole or not at all; throws for one that its own schema refuses. */
export async function writeArtifactManifest(file: string, manifest: ArtifactManifest): Promise<void> {
  await writeFileAtomic(manifestFile(file), `${JSON.stringify(ArtifactManifest.parse(manifest), null, 2)}\n`);
}

/** null when there is none; throws an OperatorError when it can't be read. */
export async function readArtifactManifest(file: string): Promise<ArtifactManifest | null> {
  const name = manifestFile(file);
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw failure(`The manifest ${name} can't be read (${error.message}): check its rights.`, { cause: error });
  });
  if (text === null) return null;
  try {
    return ArtifactManifest.parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : String(error);
    throw failure(
      `${name} is no artifact manifest (${detail}): run the phase that makes ${path.basename(file)} again.`,
      { cause: error },
    );
  }
}

export interface ArtifactCheck {
  manifest: ArtifactManifest | null;
  sha256: string;
  size: number;
  /** One sentence each; none: the artifact is what its manifest says. */
  problems: string[];
}

/** Compares an artifact with its manifest; a path that is no file is a usage error. */
export async function checkArtifact(file: string): Promise<ArtifactCheck> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) {
    throw usageError(
      `${file} is ${found ? 'not a file' : 'not there'}: name an artifact, such as images/smechvisor-install-x86_64.iso.`,
    );
  }
  const name = path.basename(file);
  const again = `run the phase that makes it again with --force`;
  const manifest = await readArtifactManifest(file);
  const sha256 = await hashFileAnew(file);
  const problems: string[] = [];
  if (manifest === null)
    problems.push(
      `${name} has no manifest (${path.basename(manifestFile(file))}), so nothing says what it was made from: ${again}.`,
    );
  else {
    if (manifest.artifact !== name)
      problems.push(`The manifest beside ${name} belongs to ${manifest.artifact}: ${again}.`);
    if (manifest.size !== found.size)
      problems.push(`${name} has ${found.size} bytes where its manifest says ${manifest.size}: ${again}.`);
    else if (manifest.sha256 !== sha256)
      problems.push(`${name} has the SHA-256 ${sha256} where its manifest says ${manifest.sha256}: ${again}.`);
  }
  return { manifest, sha256, size: found.size, problems };
}
