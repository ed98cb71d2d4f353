import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rustEnvironment } from '../../src/build/toolchain/rust.js';
import { run } from '../../src/host/exec.js';
import { createLayerWriter } from '../../src/layers/create-writer.js';
import { phase as installer } from '../../src/phases/build_smech_installer.js';
import { phase as spk } from '../../src/phases/build_spk.js';
import { smechos } from '../../src/profiles/smechos.js';
import { manifestOf, room } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const rust = rustEnvironment();
const hasCargo = rust.PATH !== undefined || spawnSync('cargo', ['--version'], { stdio: 'ignore' }).error === undefined;

/** A crate without dependencies, with its lock file. */
function crate(dir: string, folder: string, program: string): void {
  const place = path.join(dir, 'root', folder);
  mkdirSync(path.join(place, 'src'), { recursive: true });
  writeFileSync(
    path.join(place, 'Cargo.toml'),
    `[package]\nname = "${program}"\nversion = "0.1.0"\nedition = "2021"\n`,
  );
  writeFileSync(path.join(place, 'Cargo.lock'), `version = 3\n\n[[package]]\nname = "${program}"\nversion = "0.1.0"\n`);
  writeFileSync(path.join(place, 'src/main.rs'), `fn main() { println!("${program} says hello"); }\n`);
}

/** A system with the libraries that Rust's programs use here. */
async function system(dir: string, names: string[]) {
  const tree = path.join(dir, 'system');
  const writer = createLayerWriter(tree, 1767225600);
  for (const name of names) await writer.file(`usr/lib/x86_64-linux-gnu/${name}`, 'library');
  return { unit: 'system', tree, manifest: manifestOf('system', await writer.finish()) };
}

const exec: NonNullable<Parameters<typeof runPhase>[2]>['exec'] = async (argv, { onLine: _, ...options } = {}) =>
  (await run(argv, options)).stdout;

describe('phases with crates of the operator', () => {
  it.each([
    [spk, 'repo-packs', 'spk'],
    [installer, 'repo-packs-installer', 'smech-installer'],
  ])('say in a sentence that there is none: %#', async (phase, folder, program) => {
    expect(phase.offByDefault).toBe(true);
    await expect(runPhase(phase, room(), { profile: smechos })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(new RegExp(`There is no crate .*/root/${folder} .*source of ${program}`)),
    });
  });

  it.skipIf(!hasCargo)('compile it and install its program', { timeout: 120_000 }, async () => {
    const dir = room();
    crate(dir, 'repo-packs', 'spk');
    const libraries = ['libc.so.6', 'libgcc_s.so.1', 'ld-linux-x86-64.so.2', 'libm.so.6'];
    const made = await runPhase(spk, dir, { profile: smechos, exec, earlier: [await system(dir, libraries)] });
    expect(made.entries.get('usr/bin/spk')).toMatchObject({ mode: 0o755 });
    const program = path.join(dir, 'spk');
    copyFileSync(made.content('usr/bin/spk'), program);
    expect(execFileSync(program, { encoding: 'utf8' })).toBe('spk says hello\n');
    await expect(
      runPhase(spk, dir, { profile: smechos, exec, earlier: [await system(room(), ['libgcc_s.so.1'])] }),
    ).rejects.toThrow(/linked with libc\.so\.6 of this machine/);
  });
});
