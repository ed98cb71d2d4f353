import { chmodSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { copySparse } from '../../src/host/copy-sparse.js';
import { temporaryFolder } from '../runner/tools.js';

describe('copySparse', () => {
  it('copies content and mode, and gives zeros no room', async () => {
    const dir = temporaryFolder();
    const [from, to] = [path.join(dir, '-from'), path.join(dir, 'to')];
    writeFileSync(from, Buffer.concat([Buffer.from('begins'), Buffer.alloc(4 * 1024 * 1024)]));
    chmodSync(from, 0o640);
    await copySparse(from, to, { what: 'a copy' });
    expect(readFileSync(to).equals(readFileSync(from))).toBe(true);
    expect(statSync(to).mode & 0o7777).toBe(0o640);
    expect(statSync(to).blocks * 512).toBeLessThan(1024 * 1024);
  });

  it('asks for as much room as the file takes, not for its size', async () => {
    const dir = temporaryFolder();
    const hollow = path.join(dir, 'hollow');
    writeFileSync(hollow, 'x');
    // Far larger than any disk, and one block.
    truncateSync(hollow, 2 ** 43);
    const started: string[][] = [];
    await copySparse(hollow, path.join(dir, 'to'), { what: 'a copy', exec: async (argv) => started.push(argv) });
    expect(started).toHaveLength(1);
  });
});
