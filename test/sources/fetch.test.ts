import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogEntry } from '../../src/sources/define.js';
import { locateSource, missingSources } from '../../src/sources/resolve.js';
import { closedPort, sha256, startServer, type TestServer } from './server.js';
import { entryOf, sourceFile, Workplace } from './workplace.js';

const content = randomBytes(300_000);
const other = randomBytes(2_000);
let server: TestServer;
let place: Workplace;

beforeAll(async () => {
  server = await startServer({ 'a.tar.gz': content, 'b+1.tar.gz': other });
});
afterAll(() => server.close());
beforeEach(async () => {
  server.asked.length = 0;
  place = await Workplace.make();
});
afterEach(() => place.remove());

const entry = (...urls: string[]): CatalogEntry =>
  entryOf('thing', { version: '1', files: [sourceFile('a.tar.gz', content, urls)] });
const at = (manner: string, name = 'a.tar.gz') => `${server.url}/${manner}/${encodeURIComponent(name)}`;

describe('places', () => {
  it.each([
    ['missing', '404'],
    ['html', 'HTML page'],
    ['wrong', 'another content'],
    ['longer', 'more than'],
    ['short', 'ended after 150000 of 300000 bytes'],
    ['torn', 'broke off'],
    ['hang', 'did not answer'],
    ['stall', 'stopped in the middle'],
  ])('an answer that is %s leads to the next place, with the reason', async (manner, reason) => {
    const mirror = await startServer({ 'a.tar.gz': content });
    try {
      const thing = entry(at(manner), `${mirror.url}/good/a.tar.gz`);
      await place.fetch([thing]);
      const { files } = await locateSource('thing', place.layout, place.settings, [thing]);
      expect(await readFile(files[0] ?? '')).toEqual(content);
      expect(place.log.join('\n')).toContain(reason);
      expect(await place.cached()).toEqual([`${sha256(content)}/a.tar.gz`]);
    } finally {
      await mirror.close();
    }
  });

  it('follows a redirection', async () => {
    await place.fetch([entry(at('moved'))]);
    expect(await place.cached()).toHaveLength(1);
  });

  it('does not ask a host again that was silent', async () => {
    await expect(place.fetch([entry(at('hang'), at('good'))])).rejects.toThrow('not asked again, it did not answer');
    expect(server.asked).toEqual(['/hang/a.tar.gz']);
  });

  it('tells a closed port from a missing file', async () => {
    const closed = await closedPort();
    await expect(place.fetch([entry(`${closed}/good/a.tar.gz`, at('missing'))])).rejects.toThrow(
      /it refused the connection.*404/,
    );
  });

  it('asks the mirrors of the operator first: folders and addresses', async () => {
    await place.put('mirror/a.tar.gz', content);
    place.set({ mirrors: ['nowhere', 'mirror', `${server.url}/good/`] });
    await place.fetch([entry(at('missing'))]);
    expect(server.asked).toEqual([]);
    await place.fetch([
      entryOf('more', { version: '1', files: [sourceFile('b+1.tar.gz', other, [at('missing', 'b+1.tar.gz')])] }),
    ]);
    expect(server.asked).toEqual(['/good/b%2B1.tar.gz']);
  });

  it('fetches a file that two sources share once', async () => {
    const shared = sourceFile('a.tar.gz', content, [at('good')]);
    await place.fetch([
      entryOf('one', { version: '1', files: [shared] }),
      entryOf('two', { version: '1', files: [shared] }),
    ]);
    expect(server.asked).toHaveLength(1);
  });
});

describe('what can not be had', () => {
  it('is one error with exit 3 at the end, and the others are there', async () => {
    const good = entry(at('good'));
    const bad = (name: string) =>
      entryOf(name, {
        version: '2.0',
        files: [sourceFile(`${name}.tar.xz`, other, [at('missing', 'x')])],
      });
    await expect(place.fetch([bad('gone'), good, bad('lost')])).rejects.toMatchObject({
      name: 'OperatorError',
      exitCode: 3,
      message: expect.stringMatching(
        /^2 sources could not be had: gone 2\.0 \(gone\.tar\.xz: 127[^)]*404[^)]*\); lost .*essentials\/sources\.$/,
      ),
    });
    expect(
      await missingSources(['gone', 'thing', 'lost'], place.layout, place.settings, {
        entries: [bad('gone'), good, bad('lost')],
      }),
    ).toEqual(['gone', 'lost']);
    expect(JSON.parse(await place.lockText()).sources).toHaveProperty('thing');
    expect(JSON.parse(await place.lockText()).sources).not.toHaveProperty('gone');
  });

  it('is the cache folder, in one sentence, when that can not be written', async () => {
    await place.put(place.layout.cache.root, 'a file in its place');
    await expect(place.fetch([entry(at('good'))])).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^The cache folder \S+ can't be written \(ENOTDIR\): .* SMECHDEPLOY_CACHE_DIR\.$/),
    });
  });

  it('leaves nothing behind when it is cancelled in the middle', async () => {
    const abort = new AbortController();
    const running = place.fetch([entry(at('stall'))], {
      signal: abort.signal,
      timeouts: { answer: 20_000, idle: 20_000 },
      onProgress: (done) => done > 0 && abort.abort(new Error('enough')),
    });
    await expect(running).rejects.toThrow('enough');
    expect(await place.cached()).toEqual([]);
  });
});

describe('offline', () => {
  it('never asks the network, and names every file that lacks', async () => {
    const thing = entryOf('pair', {
      version: '1',
      files: [
        sourceFile('a.tar.gz', content, [at('good')]),
        sourceFile('b+1.tar.gz', other, [at('good', 'b+1.tar.gz')]),
      ],
    });
    place.set({ mirrors: [`${server.url}/good`] });
    await expect(place.fetch([thing], { offline: true })).rejects.toThrow(
      /a\.tar\.gz, b\+1\.tar\.gz\): run without --offline/,
    );
    expect(server.asked).toEqual([]);
    await place.fetch([thing]);
    await place.fetch([thing], { offline: true });
    expect(server.asked).toHaveLength(2);
  });

  it('takes from a mirror that is a folder', async () => {
    await place.put('mirror/a.tar.gz', content);
    place.set({ mirrors: ['mirror'] });
    await place.fetch([entry(at('good'))], { offline: true });
    expect(await place.cached()).toHaveLength(1);
  });
});

describe('vendored files and the cache', () => {
  it('a vendored file is used where it lies, before the cache', async () => {
    await place.fetch([entry(at('good'))]);
    const vendored = await place.put('deps/others/a.tar.gz', content);
    const found = await locateSource('thing', place.layout, place.settings, [entry()]);
    expect(found.files).toEqual([vendored]);
    const nearer = await place.put('essentials/sources/a.tar.gz', content);
    expect((await locateSource('thing', place.layout, place.settings, [entry()])).files).toEqual([nearer]);
  });

  it('a vendored file with another content is told and passed over', async () => {
    await place.put('essentials/sources/a.tar.gz', 'something else');
    await place.fetch([entry(at('good'))]);
    expect(place.log.join('\n')).toContain('essentials/sources/a.tar.gz has another content');
    expect(server.asked).toHaveLength(1);
  });

  it('a damaged file of the cache is fetched again', async () => {
    await place.fetch([entry(at('good'))]);
    const cached = path.join(place.layout.cache.sources, sha256(content), 'a.tar.gz');
    await place.put(cached, Buffer.alloc(content.length));
    await expect(locateSource('thing', place.layout, place.settings, [entry()])).rejects.toThrow(
      'smechdeploy-tui fetch',
    );
    await place.fetch([entry(at('good'))]);
    expect(await readFile(cached)).toEqual(content);
  });
});

it('reports bytes that add up, with the file as label', async () => {
  const seen: [number, number, string][] = [];
  await place.fetch([entry(at('torn'), at('good'))], { onProgress: (...step) => seen.push(step) });
  expect(seen.at(-1)).toEqual([content.length, content.length, 'a.tar.gz']);
  expect(seen.every(([done, total]) => done <= total)).toBe(true);
});
