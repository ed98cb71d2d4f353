import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { buildHarness } from './build.js';

const harness = await buildHarness('parse-harness.c', ['messages.c', 'packages.c', 'reason.c', 'sum.c', 'unpacked.c']);

function run(args: string[], input: Uint8Array = new Uint8Array()): string {
  const { status, stdout, stderr } = spawnSync(harness, args, { input, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

const number = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const numberBytes = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
const letters = [...'ABCXYZabcxyz0189'];
const hash = fc
  .string({ unit: fc.constantFrom(...letters, '.', '/', '$'), minLength: 3, maxLength: 254 })
  .map((rest) => `$${rest}`);
const name = fc.string({ unit: fc.constantFrom(...letters, '.', '_', '+', '-'), minLength: 1, maxLength: 64 });
const offer = fc
  .tuple(fc.integer({ min: 0, max: 255 }), number, number, hash)
  .map(([files, packed, disk, secret]) =>
    Buffer.concat([Buffer.from([files]), numberBytes(packed), numberBytes(disk), text(secret)]),
  );
const header = fc
  .tuple(number, fc.uint8Array({ minLength: 32, maxLength: 32 }), name)
  .map(([bytes, sum, file]) => Buffer.concat([numberBytes(bytes), sum, text(file)]));

describe('messages', () => {
  it('are read to the last byte, or refused', () => {
    fc.assert(
      fc.property(offer, (bytes) => {
        const files = bytes[0] ?? 0;
        const said = run(['offer'], bytes);
        expect(said.startsWith('same ')).toBe(files >= 1 && files <= 8);
        expect(run(['offer'], bytes.subarray(0, -1))).toBe('refused\n');
        expect(run(['offer'], Buffer.concat([bytes, Buffer.from('x')]))).toBe('refused\n');
      }),
      { numRuns: 25 },
    );
    fc.assert(
      fc.property(header, (bytes) => {
        const file = bytes.subarray(41).toString();
        expect(run(['file'], bytes)).toBe(/^[.-]/.test(file) ? 'refused\n' : `same ${file}\n`);
        expect(run(['file'], bytes.subarray(0, -1))).toBe('refused\n');
      }),
      { numRuns: 25 },
    );
  });

  it('from anybody do no harm', () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    fc.assert(
      fc.property(fc.constantFrom('offer', 'file'), bytes, (kind, content) => {
        expect(run([kind], content)).toMatch(/^(refused|same )/);
      }),
      { numRuns: 60 },
    );
  });

  it('name no file outside their folder', () => {
    for (const file of ['../x', 'a/b', '.x', '-x', '', 'a b', 'x\ny'])
      expect(run(['file'], Buffer.concat([numberBytes(1n), Buffer.alloc(32), text(file)]))).toBe('refused\n');
  });
});

describe('SHA256SUMS', () => {
  it('is a list of sums or refused', () => {
    const folder = room();
    const sums = (content: string | Uint8Array) => {
      writeFileSync(path.join(folder, 'SHA256SUMS'), content);
      return run(['sums', folder]);
    };
    const line = (file: string) => `${'ab'.repeat(32)}  ${file}\n`;
    expect(sums(line('a.tar.xz') + line('b.tar.xz'))).toBe('2 packages\n');
    const refused = ['', 'x', line('../a'), line('a') + line('a'), line('a').slice(3), line('a').replace('  ', ' ')];
    for (const content of [...refused, [...'abcdefghi'].map(line).join(''), line('x'.repeat(65))])
      expect(sums(content), content).toMatch(/SHA256SUMS (is no list|names no package)/);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 900 }), (content) => {
        expect(sums(content)).toMatch(/is no list|names no package/);
      }),
      { numRuns: 25 },
    );
  });
});

describe('an .xz file', () => {
  const inRoom = () => path.join(room(), 'x.xz');
  const pack = (file: string, content: Buffer, args: string[]) =>
    writeFileSync(file, execFileSync('xz', ['-c', ...args], { input: content }));

  it('tells how much it unpacks to', () => {
    const file = inRoom();
    for (const size of [1, 127, 128, 100_000, 3_000_000]) {
      pack(file, Buffer.alloc(size, 'smech'), ['-0', '-T1']);
      expect(run(['xz', file])).toBe(`${size} bytes\n`);
      pack(file, Buffer.alloc(size, 'smech'), ['-0', '--block-size=50000']);
      expect(run(['xz', file])).toBe(`${size} bytes\n`);
    }
  });

  it('that is none, or not whole, is refused', () => {
    const file = inRoom();
    pack(file, Buffer.alloc(5000, 'smech'), ['-0']);
    const whole = readFileSync(file);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length - 4 }),
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        (length, tail) => {
          writeFileSync(file, whole.subarray(0, length));
          expect(run(['xz', file])).toMatch(/no whole/);
          // Some footer with any length of the index.
          writeFileSync(file, Buffer.concat([whole.subarray(0, length), tail.subarray(0, 10), Buffer.from('YZ')]));
          expect(run(['xz', file])).toMatch(/no whole|bytes/);
        },
      ),
      { numRuns: 25 },
    );
  });
});
