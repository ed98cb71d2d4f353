import { readFileSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flush, whileFlushing } from '../../src/image/flush.js';
import { scratch } from '../orders/helpers.js';

const file = path.join(scratch(), 'file');

describe('whileFlushing', () => {
  it('gives what the work gives, and its error', async () => {
    writeFileSync(file, '');
    expect(await whileFlushing(file, () => appendFile(file, 'text').then(() => 7))).toBe(7);
    expect(readFileSync(file, 'utf8')).toBe('text');
    await expect(whileFlushing(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('leaves it to the last flush to say what the disk does not take', async () => {
    const gone = `${file}-gone`;
    expect(await whileFlushing(gone, async () => 1)).toBe(1);
    await expect(flush(gone)).rejects.toThrow('ENOENT');
  });
});
