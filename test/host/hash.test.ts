import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushHashes, hashFile, hashText } from '../../src/host/hash.js';

let here = '';

beforeEach(() => {
  here = mkdtempSync(path.join(os.tmpdir(), 'hash-'));
  vi.stubEnv('SMECHDEPLOY_CACHE_DIR', path.join(here, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(here, { recursive: true });
});

const sum = (file: string) => execFileSync('sha256sum', [file], { encoding: 'utf8' }).slice(0, 64);
const store = () => path.join(here, 'cache/hashes');

function fileOf(size: number): string {
  const file = path.join(here, `file-${size}`);
  writeFileSync(file, Buffer.alloc(size, 'smech'));
  return file;
}

/** Another process with the same store. */
function hashElsewhere(file: string): string {
  const program = `
    const { hashFile } = await import('${path.resolve('dist/host/hash.js')}');
    console.log(await hashFile(process.argv[1]));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', program, file], { encoding: 'utf8' }).trim();
}

/** Files whose time stamps are old enough to be trusted. */
let settled = '';
beforeAll(async () => {
  settled = mkdtempSync(path.join(os.tmpdir(), 'hash-settled-'));
  for (const name of ['edited', 'remembered', 'plain']) writeFileSync(path.join(settled, name), name.padEnd(10));
  await new Promise((resolve) => setTimeout(resolve, 2100));
});
afterAll(() => rmSync(settled, { recursive: true }));

describe('hashFile', () => {
  it('gives what sha256sum gives, for small and large files', async () => {
    for (const size of [0, 1, 256 * 1024, 3_000_001]) expect(await hashFile(fileOf(size))).toBe(sum(fileOf(size)));
    expect(hashText('smech')).toBe(await hashFile(fileOf(5)));
  });

  it('sees every change, also one that keeps size and mtime', async () => {
    const file = path.join(settled, 'edited');
    const before = await hashFile(file);
    expect(await hashFile(file)).toBe(before);
    writeFileSync(file, 'other'.padEnd(10));
    utimesSync(file, 1000, 1000);
    expect(await hashFile(file)).toBe(sum(file));
    writeFileSync(file, 'again'.padEnd(10));
    utimesSync(file, 1000, 1000);
    expect(await hashFile(file)).toBe(sum(file));
  });

  it('remembers in the cache folder, for other processes, and does not believe a damaged store', async () => {
    const file = path.join(settled, 'remembered');
    const right = await hashFile(file);
    flushHashes();
    // Only a remembered hash can be wrong.
    writeFileSync(store(), readFileSync(store(), 'utf8').replace(right, 'f'.repeat(64)));
    expect(hashElsewhere(file)).toBe('f'.repeat(64));
    writeFileSync(store(), `${'f'.repeat(64)} 10-1-1-1 ${JSON.stringify(file)}\n\0\0\xff{"half`);
    expect(hashElsewhere(file)).toBe(right);
    expect(readFileSync(store(), 'utf8')).toContain(right);
    appendFileSync(file, 'more');
    expect(hashElsewhere(file)).toBe(sum(file));
  });

  it('works when the cache folder can’t be written', async () => {
    writeFileSync(path.join(here, 'cache'), 'a file');
    const file = path.join(settled, 'plain');
    expect(await hashFile(file)).toBe(sum(file));
    expect(() => flushHashes()).not.toThrow();
  });

  it('fails for a file that is not there', async () => {
    await expect(hashFile(path.join(here, 'nope'))).rejects.toThrow(/ENOENT/);
  });
});
