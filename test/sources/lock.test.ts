import { symlink } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LockedSource, readLock, updateLock } from '../../src/sources/lock.js';
import { Workplace } from './workplace.js';

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.make();
});
afterEach(() => place.remove());

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const file = fc.record({
  file: fc.string({ minLength: 1 }),
  sha256: hex,
  place: fc.string(),
  at: fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
});
const locked: fc.Arbitrary<LockedSource> = fc.record({
  version: fc.string(),
  provision: fc.constantFrom('source' as const, 'prebuilt' as const),
  files: fc.array(file, { maxLength: 3 }),
});
const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);

describe('the lock', () => {
  it('gives back what was written, and keeps the other names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, locked), fc.dictionary(names, locked), async (first, second) => {
        const before = (await readLock(place.layout)).sources;
        await updateLock(place.layout, first);
        await updateLock(place.layout, second);
        expect((await readLock(place.layout)).sources).toEqual({ ...before, ...first, ...second });
      }),
      { numRuns: 40 },
    );
  });

  it('is empty where none was written', async () => {
    expect(await readLock(place.layout)).toEqual({ schemaVersion: 1, sources: {} });
  });

  it('says in one sentence that it can not be written', async () => {
    await symlink('/nowhere/at/all', path.join(place.layout.root, 'essentials'));
    const thing: LockedSource = { version: '1', provision: 'source', files: [] };
    await expect(updateLock(place.layout, { thing })).rejects.toMatchObject({ exitCode: 3 });
  });

  it.each([
    ['{"schemaVersion":1,', 'Invalid input'],
    ['{"schemaVersion":2,"sources":{}}', 'at schemaVersion'],
    ['{"schemaVersion":1,"sources":{"a":{"version":"1","provision":"stolen","files":[]}}}', 'at sources.a.provision'],
  ])('refuses %s with one sentence', async (text, reason) => {
    await place.put('essentials/sources.lock.json', text);
    await expect(readLock(place.layout)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^\S+sources\.lock\.json is no lock of sources .*: remove it and run fetch\.$/),
    });
    await expect(readLock(place.layout)).rejects.toThrow(reason);
  });
});
