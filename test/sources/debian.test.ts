import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { debianMirror } from '../../src/host/debian-mirror.js';
import { run } from '../../src/host/exec.js';
import { catalog, findEntry } from '../../src/sources/catalog.js';
import { aptConfig, aptState, hostAcquireLines } from '../../src/sources/debian/apt-config.js';
import { parseUris } from '../../src/sources/debian/uris.js';
import type { CatalogEntry } from '../../src/sources/define.js';
import { aptReason } from '../../src/sources/places/debian.js';
import { locateSource } from '../../src/sources/resolve.js';
import { entryOf, Workplace } from './workplace.js';

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+~%:/-]*$/);

describe("apt's answers", () => {
  it('reads the lines that --print-uris prints, between others', () => {
    const indexed = fc.record({
      uri: word,
      file: word,
      size: fc.nat(),
      sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    });
    const noise = fc.string().filter((text) => !text.includes('SHA256:'));
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, indexed)), (lines) => {
        const text = lines.map(([before, f]) => `${before}\n'${f.uri}' ${f.file} ${f.size} SHA256:${f.sha256}\n`);
        expect(parseUris(text.join(''))).toEqual(lines.map(([, f]) => f));
      }),
    );
  });

  it('finds the mirror of Debian among the configured archives', () => {
    const line = (base: string, suite: string) => `'${base}/dists/${suite}/InRelease' x_InRelease 0 \n`;
    expect(
      debianMirror(line('https://apt.example.org/tool', 'main') + line('http://m.example/debian', 'bookworm')),
    ).toBe('http://m.example/debian');
    expect(debianMirror(line('http://m.example/debian-security', 'bookworm-security'))).toBeNull();
    expect(debianMirror(line('http://archive.example/ubuntu', 'noble'))).toBeNull();
  });

  it('says in a few words why a file did not come', () => {
    const error =
      'apt-helper -q download-file exited with 100: E: Failed to fetch http://m.example/x  404  Not Found [IP: 192.0.2.1 80]';
    expect(aptReason(error)).toBe('404  Not Found');
    expect(aptReason('something else')).toBe('something else');
  });

  it("keeps the host's way out and nothing else of its configuration", () => {
    const dump =
      'APT::Architecture "arm64";\nAcquire::http::Proxy "http://p.example:3142";\nAcquire::https::Timeout "1";\nAcquire::http "";\n';
    expect(hostAcquireLines(dump)).toEqual(['Acquire::http::Proxy "http://p.example:3142";']);
  });

  it('makes a configuration that apt takes, in any folder', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'apt state '));
    try {
      const state = aptState(folder);
      await writeFile(state.config, aptConfig(state, ['Acquire::http::Proxy "http://p.example:3142";']));
      const { stdout } = await run(['apt-config', 'dump'], { env: { APT_CONFIG: state.config } });
      expect(stdout).toContain(`Dir::State::status "${state.status}";`);
      expect(stdout).toContain('Acquire::http::Proxy "http://p.example:3142";');
      expect(stdout).toContain('APT::Architectures:: "amd64";');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const reachable = await mirrorAnswers();

describe.skipIf(!reachable)("Debian's archive through a private apt state", () => {
  let place: Workplace;
  beforeEach(async () => {
    place = await Workplace.make();
  });
  afterEach(() => place.remove());

  it('gives a pinned file, and names a version that it does not have', async () => {
    const dosfstools = debianOnly(findEntry('dosfstools'));
    const gone = debianOnly(findEntry('dosfstools'), 'gone', '4.1-0', 'f'.repeat(64));
    await expect(place.fetch([dosfstools, gone])).rejects.toThrow(
      /gone .*the index of trixie no longer lists this version/,
    );
    // What the index never had, or no longer has, may still lie in the mirror's pool: its hash decides.
    const busybox = findEntry('busybox').variants[0]?.files[0];
    const unlisted = entryOf('unlisted', {
      version: '0',
      files: [
        {
          file: 'unlisted.tar',
          sha256: busybox?.sha256 ?? '',
          places: [
            {
              kind: 'debian-source',
              suite: 'trixie',
              source: 'no-such-package',
              version: '0',
              pool: 'pool/main/b/busybox/busybox_1.37.0.orig.tar.bz2',
            },
          ],
        },
      ],
    });
    await place.fetch([unlisted]);
    // The same upstream tarball around which the archive has made another revision.
    await place.fetch([debianOnly(findEntry('dosfstools'), 'revised', '4.2-0.1')]);
    expect(await place.cached()).toContainEqual(expect.stringContaining('revised.tar.gz'));
    const { files } = await locateSource('dosfstools', place.layout, place.settings, catalog);
    expect((await stat(files[0] ?? '')).size).toBe(320917);
    const state = aptState(path.join(place.layout.cache.apt, 'trixie'));
    expect((await stat(state.updated)).isFile()).toBe(true);
    expect(place.log.filter((text) => text.includes('index up to date'))).toHaveLength(1);
  }, 120_000);
});

/** The entry with its Debian place alone. */
function debianOnly(entry: CatalogEntry, name = entry.name, version?: string, sha256?: string): CatalogEntry {
  const variants = entry.variants.map((variant) => ({
    ...variant,
    files: variant.files.map((file) => ({
      ...file,
      ...(version === undefined ? {} : { file: `${name}.tar.gz` }),
      ...(sha256 === undefined ? {} : { sha256 }),
      places: file.places.flatMap((one) =>
        one.kind === 'debian-source' ? [{ ...one, version: version ?? one.version }] : [],
      ),
    })),
  }));
  return { ...entry, name, variants };
}

/** Whether the host's own apt reaches its mirror: the file that every archive has. */
async function mirrorAnswers(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'probe-'));
  try {
    const mirror = debianMirror((await run(['apt-get', 'update', '--print-uris'])).stdout);
    const target = path.join(folder, 'InRelease');
    const options = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=5', '-o', 'APT::Sandbox::User=root'];
    await run(['/usr/lib/apt/apt-helper', ...options, 'download-file', `${mirror}/dists/trixie/InRelease`, target]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
