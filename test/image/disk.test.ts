import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyChangedBlocks } from '../../src/image/copy-blocks.js';
import { installGrubBios } from '../../src/image/grub-bios.js';
import { exec, scratch } from './helpers.js';

const dir = scratch();
const at = (name: string) => path.join(dir, name);

describe('copyChangedBlocks', () => {
  it('makes the stretch equal, writes only what differs and leaves the rest alone', async () => {
    const block = 64 * 1024;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom(0, 1, 2), { minLength: 14, maxLength: 14 }),
        async (want, have) => {
          const bytes = (values: number[]) => Buffer.concat(values.map((value) => Buffer.alloc(block, value)));
          await writeFile(at('want'), bytes(want));
          await writeFile(at('have'), bytes(have));
          const written = await copyChangedBlocks({ from: at('want'), to: at('have'), offset: block });
          const expected = [have[0] ?? 0, ...want, ...have.slice(want.length + 1)];
          expect((await readFile(at('have'))).equals(bytes(expected))).toBe(true);
          expect(written / block).toBe(want.filter((value, index) => value !== have[index + 1]).length);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps holes', async () => {
    await exec(['truncate', '-s', '64M', at('sparse'), at('disk')]);
    await copyChangedBlocks({ from: at('sparse'), to: at('disk'), offset: 0, blank: true });
    expect((await stat(at('disk'))).blocks).toBe(0);
  });
});

describe('installGrubBios', () => {
  it('says to each part where the next one lies, and leaves the table of partitions', async () => {
    const disk = Buffer.alloc(4 * 1024 * 1024, 7);
    await writeFile(at('grub-disk'), disk);
    await writeFile(at('boot.img'), Buffer.alloc(512, 1));
    await writeFile(at('core.img'), Buffer.alloc(3000, 2));
    const partition = { offset: 1024 * 1024, size: 1024 * 1024 };
    await installGrubBios({ disk: at('grub-disk'), bootImage: at('boot.img'), coreImage: at('core.img'), partition });
    const made = await readFile(at('grub-disk'));
    expect(made.readBigUInt64LE(0x5c)).toBe(2048n);
    expect(made.subarray(440, 1024 * 1024).equals(disk.subarray(440, 1024 * 1024))).toBe(true);
    expect(made.readBigUInt64LE(1024 * 1024 + 500)).toBe(2049n);
    expect(made.readUInt16LE(1024 * 1024 + 508)).toBe(5);
    const large = { ...partition, size: 2048 };
    await expect(
      installGrubBios({
        disk: at('grub-disk'),
        bootImage: at('boot.img'),
        coreImage: at('core.img'),
        partition: large,
      }),
    ).rejects.toThrow(/does not fit/);
  });
});
