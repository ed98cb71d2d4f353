import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeArtifact } from '../../src/image/write-artifact.js';
import { differences } from '../../src/verify/differences.js';
import { room } from '../layers/fixtures.js';

/** A real ISO made by one phase after another with these fingerprints. */
async function iso(dir: string, files: Record<string, string>, fingerprints: string[], tools: Record<string, string>) {
  const tree = path.join(dir, 'tree');
  mkdirSync(path.join(tree, 'boot'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(tree, name), text);
  const layers = fingerprints.map((fingerprint, index) => ({
    unit: `phase-${index}`,
    manifest: {
      ...{
        schemaVersion: 1 as const,
        unit: `phase-${index}`,
        fingerprint,
        digest: 'd',
        createdAt: '2026-01-01T00:00:00Z',
      },
      ...{ prebuilt: [], sources: [], tools: {}, entries: [] },
    },
  }));
  return writeArtifact({
    ...{ name: 'x.iso', unit: 'iso', fingerprint: 'f', layers, tools },
    session: { layout: { images: path.join(dir, 'images') }, profile: 'smechvisor', epoch: 1767225600 },
    make: async (file) => {
      execFileSync(
        'xorriso',
        [
          '-as',
          'mkisofs',
          '-quiet',
          '-r',
          '-V',
          path.basename(dir).slice(-6).toUpperCase().replace(/\W/g, '_'),
          '-o',
          file,
          tree,
        ],
        { stdio: 'ignore' },
      );
    },
  });
}

describe('differences', () => {
  const compare = (one: string, two: string) => differences(one, two, room(), new AbortController().signal);

  it('names files of the ISO, units with other inputs and tools', async () => {
    const one = await iso(room(), { same: 's', 'boot/kernel': 'a', gone: 'x' }, ['1', '2'], { xorriso: '1.5' });
    const two = await iso(room(), { same: 's', 'boot/kernel': 'b' }, ['1', '3'], { xorriso: '1.6' });
    expect(await compare(one, two)).toEqual([
      'xorriso is 1.6 where the first build had 1.5',
      'phase-1 had other inputs',
      '/boot/kernel in it differs',
      '/gone in it differs',
    ]);
  });

  it('says where the files are the same', async () => {
    const made = () => iso(room(), { same: 's' }, ['1'], {});
    expect(await compare(await made(), await made())).toEqual([
      'its files are the same: volume, boot records or partitions differ',
    ]);
  });
});
