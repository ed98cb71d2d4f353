import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArtifactManifest } from '../../src/image/artifact-manifest.js';
import { writeArtifact } from '../../src/image/write-artifact.js';
import { verdictText } from '../../src/state/verdict-text.js';
import { artifactsOf } from '../../src/verify/artifact-overview.js';
import type { Verdict } from '../../src/verify/verdict.js';

let images: string;
const profile = { name: 'smechvisor', outputs: ['smechvisor-*.iso'] };

beforeEach(async () => {
  images = await mkdtemp(path.join(os.tmpdir(), 'images-'));
});
afterEach(() => rm(images, { recursive: true, force: true }));

const make = (name: string, of = 'smechvisor') =>
  writeArtifact({
    name,
    make: (file) => writeFile(file, `content of ${name}`),
    session: { layout: { images }, profile: of, epoch: 0 },
    unit: '15_build',
    fingerprint: 'f',
    layers: [],
  });

async function verdict(name: string, boots: [firmware: 'bios' | 'uefi', reason: string | null][]): Promise<void> {
  const { sha256 = '' } = (await readArtifactManifest(path.join(images, name))) ?? {};
  const found: Verdict = {
    schemaVersion: 1,
    artifact: name,
    sha256,
    verifiedAt: new Date().toISOString(),
    ok: boots.every(([, reason]) => reason === null),
    manifest: { ok: true, problems: [] },
    boots: boots.map(([firmware, reason]) => ({
      ...{ firmware, reason, ok: reason === null, accel: 'tcg', marks: [], seconds: 1, log: 'l', screenshot: null },
    })),
  };
  await writeFile(path.join(images, `${name}.verify.json`), JSON.stringify(found));
}

const words = async () =>
  (await artifactsOf(images, profile)).map(({ name, problem, verdict: found }) => [
    name,
    problem ?? verdictText(found),
  ]);

describe('artifactsOf', () => {
  it('tells of each artifact whether it boots, by the verdict on its present content', async () => {
    await make('smechvisor-a.iso');
    expect(await words()).toEqual([['smechvisor-a.iso', 'not verified']]);
    await verdict('smechvisor-a.iso', [
      ['bios', null],
      ['uefi', null],
    ]);
    expect(await words()).toEqual([['smechvisor-a.iso', 'boots (BIOS, UEFI)']]);
    await verdict('smechvisor-a.iso', [
      ['bios', null],
      ['uefi', 'no mark was reached'],
    ]);
    expect(await words()).toEqual([['smechvisor-a.iso', 'does NOT boot under UEFI: no mark was reached']]);
  });

  it('does not take an old verdict for one on what was made since', async () => {
    const file = await make('smechvisor-a.iso');
    await verdict('smechvisor-a.iso', []);
    await writeArtifact({
      name: 'smechvisor-a.iso',
      make: (part) => writeFile(part, 'made again'),
      session: { layout: { images }, profile: 'smechvisor', epoch: 0 },
      unit: '15_build',
      fingerprint: 'g',
      layers: [],
    });
    expect(await words()).toEqual([['smechvisor-a.iso', 'not verified since it was made']]);
    await appendFile(file, 'spoilt');
    expect((await words())[0]?.[1]).toMatch(/^Its manifest tells of another size/);
  });

  it('takes what manifests or names say is of the profile, and copes with the rest', async () => {
    await make('odd-name.img');
    await make('smechvisor-other.iso', 'smechos');
    await writeFile(path.join(images, 'smechvisor-bare.iso'), '');
    await writeFile(path.join(images, 'smechvisor-broken.iso'), '');
    await writeFile(path.join(images, 'smechvisor-broken.iso.manifest.json'), '{');
    await writeFile(path.join(images, 'smechvisor-broken.iso.verify.json'), '{');
    const found = new Map((await words()).map(([name = '', text = '']) => [name, text]));
    expect([...found.keys()].toSorted()).toEqual(['odd-name.img', 'smechvisor-bare.iso', 'smechvisor-broken.iso']);
    expect(found.get('smechvisor-bare.iso')).toMatch(/^It has no manifest/);
    expect(found.get('smechvisor-broken.iso')).toMatch(/is no artifact manifest/);
  });

  it('finds nothing where nothing was made', async () => {
    await rm(images, { recursive: true });
    expect(await words()).toEqual([]);
    await mkdir(images);
  });
});
