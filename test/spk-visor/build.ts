import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { layoutOf } from '../../src/host/layout.js';
import { packageFile } from '../../src/host/package.js';
import { DeploySettings } from '../../src/host/settings.js';
import { spkVisorFlags } from '../../src/recipes/spk-visor.js';
import { findEntry } from '../../src/sources/catalog.js';
import { fetchSources } from '../../src/sources/fetch.js';

const sources = packageFile('payload/spk-visor');
/** A read or write out of bounds, undefined arithmetic or a leak ends the program with a report. */
const sanitizers = [
  '-O1',
  '-g',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
  '-fno-omit-frame-pointer',
];

/** spk-visor from the same sources as a node's, with sanitizers; compiled once for all tests. */
export async function buildSpkVisor(): Promise<string> {
  const library = await buildLibrary();
  const files = readdirSync(sources).filter((name) => /\.[ch]$/.test(name));
  return once(`spk-visor-${hashOf(files.map((name) => path.join(sources, name)))}`, (work) => {
    const code = files.filter((name) => name.endsWith('.c')).map((name) => path.join(sources, name));
    compile([...spkVisorFlags('9.9.9'), '-o', path.join(work, 'spk-visor'), ...code], library);
  }).then((folder) => path.join(folder, 'spk-visor'));
}

/** A C program beside these tests, with some of spk-visor's files. */
export async function buildHarness(name: string, files: string[]): Promise<string> {
  const library = await buildLibrary();
  const code = [path.join(import.meta.dirname, name), ...files.map((file) => path.join(sources, file))];
  return once(`${path.parse(name).name}-${hashOf(code)}`, (work) => {
    compile([...spkVisorFlags('9.9.9'), `-I${sources}`, '-o', path.join(work, 'harness'), ...code], library);
  }).then((folder) => path.join(folder, 'harness'));
}

function compile(args: string[], library: string): void {
  const mbedtls = [`-I${path.join(library, 'include')}`, path.join(library, 'library/libmbedcrypto.a')];
  execFileSync('gcc', [...sanitizers, ...args, ...mbedtls], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Mbed TLS of the catalog, with the recipe's configuration. */
async function buildLibrary(): Promise<string> {
  const config = path.join(sources, 'mbedtls-config.h');
  const root = mkdtempSync(path.join(tmpdir(), 'smech-mbedtls-'));
  try {
    const layout = layoutOf(root);
    const source = findEntry('mbedtls').variants[0]?.files[0];
    if (!source) throw new Error('the catalog has no file of Mbed TLS');
    return await once(`mbedtls-${source.sha256.slice(0, 16)}-${hashOf([config])}`, async (work) => {
      await fetchSources(['mbedtls'], { layout, settings: DeploySettings.parse({}) });
      const archive = path.join(layout.cache.sources, source.sha256, source.file);
      execFileSync('tar', ['-x', '-f', archive, '-C', work, '--strip-components=1']);
      execFileSync('cp', [config, path.join(work, 'include/mbedtls/mbedtls_config.h')]);
      const flags = { ...process.env, CFLAGS: sanitizers.join(' ') };
      execFileSync('make', ['-C', path.join(work, 'library'), '-j2', 'libmbedcrypto.a'], { env: flags, stdio: 'pipe' });
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A folder in the user's cache that is whole or not there. */
async function once(name: string, make: (work: string) => void | Promise<void>): Promise<string> {
  const places = path.join(layoutOf('/').cache.root, 'test-parts');
  const kept = path.join(places, name);
  if (existsSync(kept)) return kept;
  mkdirSync(places, { recursive: true });
  const work = mkdtempSync(path.join(places, 'work-'));
  try {
    await make(work);
    renameSync(work, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return kept;
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256').update(sanitizers.join(' '));
  for (const file of files) hash.update(`${path.basename(file)}\0`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
