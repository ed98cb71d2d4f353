import { createHash } from 'node:crypto';

/**
 * An identifier that is the same whenever fingerprint and label are: for file systems, disks and partitions of a reproducible image.
 * RFC 9562 version 8, from a SHA-256; lower case.
 */
export function deterministicUuid(fingerprint: string, label: string): string {
  const bytes = createHash('sha256').update(fingerprint).update('\0').update(label).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
