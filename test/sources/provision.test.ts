import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CatalogEntry } from '../../src/sources/define.js';
import { planFetch } from '../../src/sources/plan.js';
import { locateSource, provisionOf, sourceIdentity } from '../../src/sources/resolve.js';
import { startServer, type TestServer } from './server.js';
import { entryOf, sourceFile, Workplace } from './workplace.js';

const upstream = randomBytes(5000);
const repacked = randomBytes(4000);
const binary = randomBytes(3000);
let server: TestServer;
let place: Workplace;
let thing: CatalogEntry;

beforeAll(async () => {
  server = await startServer({ 'repacked.tar': repacked, 'thing.deb': binary });
});
afterAll(() => server.close());
beforeEach(async () => {
  place = await Workplace.make();
  server.asked.length = 0;
  thing = entryOf(
    'thing',
    { version: '1', files: [sourceFile('upstream.tar', upstream, [`${server.url}/good/upstream.tar`])] },
    { version: '1', files: [sourceFile('repacked.tar', repacked, [`${server.url}/missing/repacked.tar`])] },
    {
      version: '1',
      prebuilt: true,
      license: 'MIT AND Zlib',
      note: 'binary',
      files: [sourceFile('thing.deb', binary, [`${server.url}/good/thing.deb`])],
    },
    { version: '2', files: [sourceFile('two.tar', binary, [])] },
  );
});
afterEach(() => place.remove());

const provision = () => provisionOf('thing', place.layout, place.settings, [thing]);
const identity = () => sourceIdentity('thing', place.layout, place.settings, [thing]);

it('falls back to the prebuilt set, says so, and returns to a source that appears', async () => {
  expect(await provision()).toBe('source');
  await place.fetch([thing]);
  expect(await provision()).toBe('prebuilt');
  expect(await identity()).toMatchObject({ prebuilt: true, license: 'MIT AND Zlib', note: 'binary', version: '1' });
  expect(JSON.parse(await place.lockText()).sources.thing).toMatchObject({
    provision: 'prebuilt',
    files: [{ file: 'thing.deb', place: `${server.url}/good/thing.deb` }],
  });

  await place.put('essentials/sources/upstream.tar', upstream);
  expect(await provision()).toBe('source');
  expect(await identity()).toMatchObject({ prebuilt: false, license: 'MIT', note: null });
  await place.fetch([thing]);
  expect(JSON.parse(await place.lockText()).sources.thing).toMatchObject({
    provision: 'source',
    files: [{ file: 'upstream.tar', place: 'essentials/sources/upstream.tar' }],
  });
});

it('keeps to the lock without the network once it is settled, unless sources are to be asked again', async () => {
  await place.fetch([thing]);
  const [asked, lock] = [server.asked.length, await place.lockText()];
  await place.fetch([thing]);
  expect(server.asked).toHaveLength(asked);
  expect(await place.lockText()).toBe(lock);
  await place.fetch([thing], { retrySources: true });
  expect(server.asked.slice(asked)).toEqual(['/good/upstream.tar', '/missing/repacked.tar']);
  expect(await place.lockText()).toBe(lock);
});

it('refuses a prebuilt set when told to, even if it is here', async () => {
  await place.fetch([thing]);
  await expect(place.fetch([thing], { noPrebuilt: true })).rejects.toMatchObject({ exitCode: 3 });
  const only = entryOf('binary', { version: '1', prebuilt: true, files: [sourceFile('thing.deb', binary, [])] });
  await expect(place.fetch([only], { noPrebuilt: true })).rejects.toThrow(
    'One source could not be had: binary can only be had prebuilt, which --no-prebuilt refuses: run without --no-prebuilt.',
  );
});

it('asks for the alternative of the lock first', async () => {
  await place.put('deps/repacked.tar', repacked);
  await place.fetch([thing]);
  await rm(path.join(place.layout.root, 'deps'), { recursive: true });
  expect((await identity()).files).toMatchObject([{ file: 'repacked.tar' }]);
  await place.fetch([thing]).catch(() => {});
  expect(server.asked[0]).toBe('/missing/repacked.tar');
});

it('a version that smechdeploy.json names wins, an unknown one is refused with the known ones', async () => {
  place.set({ versions: { thing: '2' } });
  expect((await identity()).files).toMatchObject([{ file: 'two.tar' }]);
  place.set({ versions: { thing: '3' } });
  await expect(locateSource('thing', place.layout, place.settings, [thing])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('use one of 1, 2'),
  });
});

it('plans without the network: what is here, what would be asked for and where, what is a fallback', async () => {
  await place.put('essentials/sources/thing.deb', binary);
  place.set({ mirrors: ['http://mirror.example/x'] });
  const planned = await planFetch(['thing'], place.layout, place.settings, { entries: [thing] });
  expect(planned.map(({ file, fallback, prebuilt, present }) => [file, fallback, prebuilt, present])).toEqual([
    ['upstream.tar', false, false, null],
    ['repacked.tar', true, false, null],
    ['thing.deb', true, true, 'essentials/sources/thing.deb'],
  ]);
  expect(planned[0]).toMatchObject({
    size: 5000,
    places: ['http://mirror.example/x/upstream.tar', `${server.url}/good/upstream.tar`],
  });
  expect(server.asked).toEqual([]);
});
