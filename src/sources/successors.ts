import type { Place, SourceFile, SourceVariant } from './define.js';
import type { LockedSource } from './lock.js';

type BinaryPlace = Extract<Place, { kind: 'debian-binary' }>;

/** Where a distribution's package comes from; null for everything else. */
export const packagePlace = (file: SourceFile): BinaryPlace | null =>
  file.places.find((place) => place.kind === 'debian-binary') ?? null;

/**
 * A file that takes the place of a prebuilt package which the archive has since replaced: the same package, later. Its hash is that of
 * the archive's signed index, and from then on the lock pins it.
 */
export function successorOf(
  file: SourceFile,
  later: { file: string; version: string; sha256: string; size?: number },
): SourceFile {
  const place = packagePlace(file);
  const name = later.file.replace(/_\d+%3a/, '_');
  return {
    file: name,
    sha256: later.sha256,
    ...(later.size === undefined ? {} : { size: later.size }),
    places: place ? [{ ...place, version: later.version, pool: poolSibling(place.pool, name) }] : [],
    insteadOf: file.insteadOf ?? file.sha256,
  };
}

/** Another file of the same folder of the pool. */
const poolSibling = (pool: string, file: string) =>
  `${pool.slice(0, pool.lastIndexOf('/'))}/${encodeURIComponent(file)}`;

/** What the lock records of a successor. */
export function successorRecord(file: SourceFile) {
  const version = packagePlace(file)?.version;
  if (file.insteadOf === undefined || version === undefined) return {};
  return { successor: { insteadOf: file.insteadOf, version } };
}

/** A prebuilt variant with the successors that the lock records for it; as it is where the lock is about other files. */
export function withSuccessors(variant: SourceVariant, locked: LockedSource | undefined): SourceVariant {
  if (!variant.prebuilt || locked?.provision !== 'prebuilt' || locked.files.length !== variant.files.length)
    return variant;
  const files: SourceFile[] = [];
  for (const [index, file] of variant.files.entries()) {
    const record = locked.files[index];
    if (record?.sha256 === file.sha256) files.push(file);
    else if (record?.successor?.insteadOf === file.sha256)
      files.push(successorOf(file, { ...record, version: record.successor.version }));
    else return variant;
  }
  return { ...variant, files };
}
