import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it, vi } from 'vitest';
import type { CommandIo } from '../../src/commands/types.js';
import { command } from '../../src/commands/verify.js';
import { isArtifactFresh, writeArtifact } from '../../src/image/write-artifact.js';
import { accelWorks } from '../../src/verify/accel.js';
import { findOvmf } from '../../src/verify/ovmf.js';
import { qemuArgv } from '../../src/verify/qemu-argv.js';
import { pngOfPpm } from '../../src/verify/screenshot.js';
import { reachedNothing } from '../../src/verify/verify.js';
import { scratch } from '../image/helpers.js';

const root = scratch();
const common = { json: true, color: false, quiet: false, debug: false };

function verify(...operands: string[]) {
  const documents: object[] = [];
  const lines: string[] = [];
  const output = { write: (text: string | Uint8Array) => lines.push(text.toString()) };
  const io: CommandIo = {
    ...{ env: {}, cwd: root, stdout: output, stderr: output },
    line: (text) => lines.push(text),
    json: (document) => documents.push(document),
    deployRoot: () => root,
    interruptible: () => new AbortController().signal,
  };
  return command(io, common, operands).then((exitCode) => ({ exitCode, documents, lines }));
}

const make = (name: string, content: string) =>
  writeArtifact({
    ...{ name, unit: '15_iso', fingerprint: 'f1', layers: [] },
    session: { layout: { images: path.join(root, 'images') }, profile: 'smechvisor', epoch: 1767225600 },
    make: (file) => writeFile(file, content),
  });

describe('verify', () => {
  it('takes an artifact by its name, and what does not boot by its manifest alone', async () => {
    await make('root.squashfs', 'content');
    const { exitCode, documents } = await verify('root.squashfs');
    expect(exitCode).toBe(0);
    expect(documents).toMatchObject([
      { schemaVersion: 1, ok: true, artifacts: [{ artifact: 'root.squashfs', ok: true, boots: [] }] },
    ]);
  });

  it('finds a changed artifact, by size and by content', async () => {
    const file = await make('changed.squashfs', 'content');
    await writeFile(file, 'contenT');
    const content = await verify(file);
    expect(content.exitCode).toBe(1);
    expect(content.lines.join('')).toMatch(/has the SHA-256 .* where its manifest says/);
    await writeFile(file, 'longer content');
    expect((await verify(file)).lines.join('')).toContain('has 14 bytes where its manifest says 7');
    expect(JSON.parse(await readFile(`${file}.verify.json`, 'utf8'))).toMatchObject({ ok: false });
  });

  it('a path that is no artifact is a usage error', async () => {
    await mkdir(path.join(root, 'folder'));
    await writeFile(path.join(root, 'notes.txt'), 'x');
    for (const operand of ['missing.iso', 'folder', 'notes.txt']) {
      await expect(verify(operand), operand).rejects.toMatchObject({ name: 'OperatorError', exitCode: 2 });
    }
    await expect(verify()).rejects.toMatchObject({ exitCode: 2 });
  });

  it('without QEMU ends as a missing prerequisite', async () => {
    const file = path.join(root, 'some.iso');
    await writeFile(file, 'x');
    vi.stubEnv('PATH', root);
    await expect(verify(file)).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('qemu-system-x86_64 is missing'),
    });
    vi.unstubAllEnvs();
  });

  it('junk beside an artifact is said to be no manifest', async () => {
    const file = await make('junk.squashfs', 'content');
    await writeFile(`${file}.manifest.json`, '\0\x01binary');
    await expect(verify(file)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('is no artifact manifest'),
    });
  });
});

describe('writeArtifact', () => {
  it('keeps the earlier artifact when making the next one fails', async () => {
    const file = await make('kept.squashfs', 'good');
    const failing = writeArtifact({
      ...{ name: 'kept.squashfs', unit: '15_iso', fingerprint: 'f2', layers: [] },
      session: { layout: { images: path.join(root, 'images') }, profile: 'smechvisor', epoch: 1767225600 },
      make: async (part) => {
        await writeFile(part, 'half');
        throw new Error('no');
      },
    });
    await expect(failing).rejects.toThrow('no');
    expect(await readFile(file, 'utf8')).toBe('good');
    expect(existsSync(path.join(root, 'images/.kept.squashfs.part'))).toBe(false);
    expect(await isArtifactFresh(file, '15_iso', 'f1')).toBe(true);
    expect(await isArtifactFresh(file, '15_iso', 'f2')).toBe(false);
    await writeFile(file, 'bad!');
    expect(await isArtifactFresh(file, '15_iso', 'f1')).toBe(false);
  });
});

describe('the machine', () => {
  it('without UEFI firmware says which package has it', () => {
    expect(() => findOvmf((dir) => path.join(root, dir))).toThrow(/install the package ovmf/);
    expect(existsSync(findOvmf().code)).toBe(true);
  });

  it('takes file names with commas', () => {
    const argv = qemuArgv({
      ...{
        firmware: 'bios',
        accel: 'tcg',
        artifact: '/a,b.iso',
        medium: 'cdrom',
        memoryMiB: 64,
        ovmf: null,
        control: '/c',
      },
    });
    expect(argv.join(' ')).toContain('file=/a,,b.iso,format=raw');
  });

  it('a probe that does not boot is not waited for', async () => {
    const started = performance.now();
    expect(await accelWorks('tcg', { deadlineSeconds: 0.05 })).toBe(false);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('is doubted, and not the artifact, where nothing at all came of a boot', () => {
    const boot = (ok: boolean, ...seconds: (number | null)[]) =>
      reachedNothing({ ok, marks: seconds.map((at, index) => ({ name: `mark ${index}`, seconds: at })) });
    expect(boot(false, null, null)).toBe(true);
    expect(boot(false, 9, null)).toBe(false);
    expect(boot(true, 9, 20)).toBe(false);
  });

  it('a PPM becomes the same picture as PNG', () => {
    const pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3, 10, 13, 32, 0, 0, 0];
    const png = decode(pngOfPpm(Buffer.concat([Buffer.from('P6\n3 2\n255\n'), Buffer.from(pixels)])));
    expect([png.width, png.height, [...png.data]]).toEqual([3, 2, pixels]);
  });
});
