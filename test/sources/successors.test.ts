import { describe, expect, it } from 'vitest';
import type { SourceVariant } from '../../src/sources/define.js';
import type { LockedSource } from '../../src/sources/lock.js';
import { successorOf, successorRecord, withSuccessors } from '../../src/sources/successors.js';

const hash = (digit: string) => digit.repeat(64);
const pinned = (name: string, digit: string) => ({
  file: `${name}_1-1_amd64.deb`,
  sha256: hash(digit),
  places: [
    {
      kind: 'debian-binary' as const,
      suite: 'trixie' as const,
      package: name,
      version: '1:1-1',
      pool: `pool/main/t/test/${name}_1-1_amd64.deb`,
    },
  ],
});
const prebuilt: SourceVariant = { version: '1', prebuilt: true, files: [pinned('liba', 'a'), pinned('libb', 'b')] };
const later = { file: 'libb_1%3a1-2_amd64.deb', version: '1:1-2', sha256: hash('c'), size: 7 };
const at = '2026-01-01T00:00:00.000Z';

/** What a fetch writes for a variant. */
const lockOf = (variant: SourceVariant): LockedSource => ({
  version: variant.version,
  provision: variant.prebuilt ? 'prebuilt' : 'source',
  files: variant.files.map((file) => ({
    file: file.file,
    sha256: file.sha256,
    place: 'x',
    at,
    ...successorRecord(file),
  })),
});

describe('a package that the archive has replaced', () => {
  const [first, second] = prebuilt.files;
  if (!first || !second) throw new TypeError('no files');
  const moved = { ...prebuilt, files: [first, successorOf(second, later)] };

  it('is pinned by the lock from then on', () => {
    const { files } = withSuccessors(prebuilt, lockOf(moved));
    expect(files[0]).toEqual(first);
    expect(files[1]).toMatchObject({ file: 'libb_1-2_amd64.deb', sha256: hash('c'), insteadOf: hash('b') });
    expect(files[1]?.places).toEqual([
      expect.objectContaining({ package: 'libb', version: '1:1-2', pool: 'pool/main/t/test/libb_1-2_amd64.deb' }),
    ]);
  });

  it('is replaced again by what comes after its successor', () => {
    const again = successorOf(successorOf(second, later), { ...later, version: '1:1-3', sha256: hash('d') });
    expect(again.insteadOf).toBe(hash('b'));
    expect(withSuccessors(prebuilt, lockOf({ ...prebuilt, files: [first, again] })).files[1]?.sha256).toBe(hash('d'));
  });

  it('gives way to a catalog that pins a newer one itself', () => {
    const newer = { ...prebuilt, files: [first, pinned('libb', 'e')] };
    expect(withSuccessors(newer, lockOf(moved))).toBe(newer);
  });

  it('is never taken for a source', () => {
    const source = { ...prebuilt, prebuilt: false };
    expect(withSuccessors(source, lockOf(moved))).toBe(source);
  });
});
