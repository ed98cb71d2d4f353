import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Signing } from '../../src/host/settings.js';
import { DeploySettings } from '../../src/host/settings.js';
import { checkSignature, isGpgKey, signatureFile } from '../../src/image/signature.js';
import { writeArtifact } from '../../src/image/write-artifact.js';
import type { LayerManifest } from '../../src/layers/manifest.js';
import { room } from '../layers/fixtures.js';

const ofFiles = (rows: [name: string, license: string, prebuilt: boolean][]): LayerManifest['sources'] =>
  rows.map(([name, license, prebuilt]) => ({
    ...{ name, version: '1.0', file: `${name}.tar.xz`, sha256: 'a'.repeat(64) },
    ...{ license, prebuilt },
  }));

const layer: LayerManifest = {
  ...{ schemaVersion: 1, unit: 'a/b', fingerprint: 'f', digest: 'd', createdAt: '2026-01-01T00:00:00Z', entries: [] },
  prebuilt: ['OpenRC 0.56'],
  missing: ['There is no VMM.'],
  sources: ofFiles([
    ['musl', 'MIT', false],
    ['openrc', 'BSD-2-Clause', true],
    ['busybox', 'GPL-2.0-only WITH Linux-syscall-note', false],
  ]).concat({
    ...{ name: 'kcodecs', version: '6.30.0', file: 'essentials/kcodecs', sha256: 'b'.repeat(64) },
    ...{ license: 'LGPL-2.0-or-later', prebuilt: false, vendored: true },
  }),
  tools: { gcc: '12.2.0' },
};

const make = (images: string, name: string, text: string, signing?: Signing) =>
  writeArtifact({
    ...{ name, unit: '15_iso', fingerprint: 'f1', layers: [{ unit: 'a/b', manifest: layer }] },
    session: { layout: { images }, profile: 'smechvisor', epoch: 1767225600, signing },
    make: async (file) => writeFileSync(file, text),
  });

describe('beside an artifact', () => {
  it('stands a bill of materials that CycloneDX accepts, the same for the same artifact', async () => {
    const [one, two] = [room(), room()];
    const file = await make(one, 'x.iso', 'content');
    await make(two, 'x.iso', 'content');
    const text = readFileSync(`${file}.cdx.json`, 'utf8');
    expect(readFileSync(path.join(two, 'x.iso.cdx.json'), 'utf8')).toBe(text);
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
    const { components, metadata, dependencies } = JSON.parse(text);
    expect(components).toHaveLength(4);
    expect(components.find(({ name }: { name: string }) => name === 'openrc')).toMatchObject({
      version: '1.0',
      licenses: [{ expression: 'BSD-2-Clause' }],
      hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
      properties: expect.arrayContaining([{ name: 'smechdeploy:prebuilt', value: 'true' }]),
    });
    // The hash of a tree is no file's that somebody could compare.
    const tree = components.find(({ name }: { name: string }) => name === 'kcodecs');
    expect(tree.hashes).toBeUndefined();
    expect(tree.properties).toEqual(
      expect.arrayContaining([
        { name: 'smechdeploy:file', value: 'essentials/kcodecs' },
        { name: 'smechdeploy:vendored-tree-sha256', value: 'b'.repeat(64) },
      ]),
    );
    expect(metadata.component.properties).toContainEqual({ name: 'smechdeploy:missing', value: 'There is no VMM.' });
    const own = dependencies.find(({ ref }: { ref: string }) => ref === 'x.iso');
    expect(own.dependsOn).toHaveLength(4);
  });

  it('stand the sums of all artifacts, also when two are made at once', async () => {
    const images = room();
    await Promise.all(['a.iso', 'b.iso', 'c.iso'].map((name) => make(images, name, name)));
    await make(images, 'a.iso', 'again');
    const said = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: images, encoding: 'utf8' });
    expect(said).toBe('a.iso: OK\nb.iso: OK\nc.iso: OK\n');
  });

  it('stands a signature by a minisign key', async () => {
    const dir = room();
    const secretKey = path.join(dir, 'key');
    execFileSync('minisign', ['-G', '-W', '-s', secretKey, '-p', `${secretKey}.pub`], { stdio: 'ignore' });
    const publicKey = readFileSync(`${secretKey}.pub`, 'utf8').split('\n')[1] ?? '';
    const settings = DeploySettings.parse({ signing: { minisign: { secretKey, publicKey } } });
    await provenSignature(path.join(dir, 'images'), settings.signing);
  });

  it('stands a signature by a gpg key, and no other key will do', async () => {
    const dir = room();
    const home = path.join(dir, 'gnupg');
    mkdirSync(home, { mode: 0o700 });
    vi.stubEnv('GNUPGHOME', home);
    onTestFinished(() => {
      execFileSync('gpgconf', ['--kill', 'all']);
      vi.unstubAllEnvs();
    });
    const key = (name: string) => {
      const made = ['--batch', '--passphrase', '', '--quick-gen-key', name, 'ed25519', 'sign', 'never'];
      execFileSync('gpg', made, { stdio: 'ignore' });
      const list = execFileSync('gpg', ['--with-colons', '--list-keys', name], { encoding: 'utf8' });
      return /^fpr:+([0-9A-F]{40}):/m.exec(list)?.[1] ?? '';
    };
    const [own, other] = [key('Owner'), key('Other')];
    const file = await provenSignature(
      path.join(dir, 'images'),
      DeploySettings.parse({ signing: { gpg: own } }).signing,
    );
    expect(await checkSignature(file, { gpg: own.slice(-16).toLowerCase() })).toBeNull();
    expect(await checkSignature(file, { gpg: other })).toContain('no good signature');
    const absent = make(path.join(dir, 'images'), 'x.iso', 'x', { gpg: '0'.repeat(40) });
    await expect(absent).rejects.toMatchObject({ message: expect.stringContaining('could not be signed') });
  });
});

/** An artifact signed with the key is accepted; changed or without its signature it is not. */
async function provenSignature(images: string, signing: Signing | undefined): Promise<string> {
  if (!signing) throw new Error('no key');
  const file = await make(images, 'x.iso', 'content', signing);
  expect(await checkSignature(file, signing)).toBeNull();
  writeFileSync(file, 'contenT');
  expect(await checkSignature(file, signing)).toContain('no good signature');
  rmSync(signatureFile(file, signing));
  expect(await checkSignature(file, signing)).toContain('has no signature');
  return make(images, 'x.iso', 'content', signing);
}

describe('isGpgKey', () => {
  it('takes a key or its subkey, never a part of another line', () => {
    const valid = `[GNUPG:] VALIDSIG ${'A'.repeat(40)} 2026-01-01 1 0 4 0 22 8 00 ${'B'.repeat(40)}\n`;
    for (const key of ['A'.repeat(40), 'b'.repeat(40), 'B'.repeat(16)]) expect(isGpgKey(valid, key)).toBe(true);
    expect(isGpgKey(valid, 'C'.repeat(16))).toBe(false);
    expect(
      isGpgKey(`[GNUPG:] BADSIG ${'A'.repeat(16)} x\n[GNUPG:] KEY_CONSIDERED ${'A'.repeat(40)} 0\n`, 'A'.repeat(16)),
    ).toBe(false);
  });
});
