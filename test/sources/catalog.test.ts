import { describe, expect, it } from 'vitest';
import { DeploySettings } from '../../src/host/settings.js';
import { deb, debianSource } from '../../src/sources/catalog/places.js';
import { catalog, findEntry } from '../../src/sources/catalog.js';
import { variantInForce } from '../../src/sources/variants.js';

const settings = DeploySettings.parse({});
const files = catalog.flatMap((entry) => entry.variants.flatMap((variant) => variant.files));

describe('the catalog', () => {
  it('has one entry a name, and finds it', () => {
    const names = catalog.map((entry) => entry.name);
    expect(new Set(names).size).toBe(names.length);
    expect(findEntry('musl').license).toBe('MIT');
    expect(() => findEntry('glibc-from-nowhere')).toThrow('no source called');
  });

  it('names files by their own name, with one hash and one size for it, and a place for each', () => {
    const known = new Map<string, string>();
    for (const file of files) {
      expect(file.file).toMatch(/^[A-Za-z0-9][A-Za-z0-9._+~-]*$/);
      expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(file.places.length).toBeGreaterThan(0);
      expect(known.get(file.file) ?? file.sha256).toBe(file.sha256);
      known.set(file.file, file.sha256);
    }
  });

  it('asks upstream only over HTTPS', () => {
    const urls = files.flatMap((file) => file.places.flatMap((place) => (place.kind === 'url' ? [place.url] : [])));
    expect(urls.filter((url) => new URL(url).protocol !== 'https:')).toEqual([]);
  });

  it('takes sources by default, and prebuilt sets only last', () => {
    for (const entry of catalog) {
      const order = entry.variants.map((variant) => variant.prebuilt ?? false);
      expect(order).toEqual([...order].sort());
    }
    expect(variantInForce(findEntry('linux'), settings).files).toHaveLength(2);
    expect(variantInForce(findEntry('linux'), { ...settings, versions: { linux: '6.12.16' } }).files[0]?.file).toBe(
      'linux-6.12.16.tar.xz',
    );
  });

  it('knows the snapshot of pool files', () => {
    const [, source] = debianSource('trixie', 'libcap2', '1:2.75-10', 'libcap2_2.75.orig.tar.xz');
    expect(source).toMatchObject({
      url: expect.stringMatching(/\/pool\/main\/libc\/libcap2\/libcap2_2\.75\.orig\.tar\.xz$/),
    });
    const { file, places } = deb('trixie', 'libcap2', '1:2.75-10+b1', 1, 'x');
    expect(file).toBe('libcap2_2.75-10+b1_amd64.deb');
    expect(places[1]).toMatchObject({ url: expect.stringMatching(/libcap2_2\.75-10%2Bb1_amd64\.deb$/) });
  });
});
