import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { packageFile } from '../../src/host/package.js';
import { DeploySettings } from '../../src/host/settings.js';
import type { LayerManifest } from '../../src/layers/manifest.js';
import type { Recipe } from '../../src/recipes/define.js';
import { mbedtls } from '../../src/recipes/mbedtls.js';
import { spkVisor } from '../../src/recipes/spk-visor.js';
import { findEntry } from '../../src/sources/catalog.js';
import { fetchSources } from '../../src/sources/fetch.js';
import { muslLayer, paths, room } from '../build/fixtures.js';

const recipe = spkVisor('9.9.9');
const place = room();
const musl = await muslLayer(place);
if (!musl)
  console.warn(
    'spk-visor for musl skipped: the packages musl and musl-dev are neither installed nor to be had through apt',
  );

/** The recipe's files as the runner resolves them. */
const files = ({ files: named = {} }: Recipe): NonNullable<Recipe['files']> =>
  Object.fromEntries(
    Object.entries(named).map(([name, file]) => [name, 'path' in file ? { path: packageFile(file.path) } : file]),
  );

describe('the recipe of spk-visor', () => {
  it('names every file of its folder', () => {
    const sources = readdirSync(packageFile('payload/spk-visor')).filter((name) => /\.[ch]$/.test(name));
    expect(Object.keys({ ...recipe.files, ...mbedtls.files }).sort()).toEqual(sources.sort());
  });

  it.skipIf(!musl)('makes one static program for musl', { timeout: 240_000 }, async () => {
    if (!musl) return;
    const layout = layoutOf(place.root);
    await fetchSources(['mbedtls'], { layout, settings: DeploySettings.parse({}) });
    const source = findEntry('mbedtls').variants[0]?.files[0];
    const archive = path.join(layout.cache.sources, source?.sha256 ?? '', source?.file ?? '');
    const library = await place.build(mbedtls, { mbedtls: [archive] }, { dependencies: [musl], files: files(mbedtls) });
    const layer = (manifest: LayerManifest) => ({ unit: manifest.unit, manifest, tree: place.tree(manifest) });
    const made = await place.build(recipe, {}, { dependencies: [musl, layer(library)], files: files(recipe) });
    expect(paths(made)).toEqual(['usr/bin/spk-visor']);
    const program = path.join(place.tree(made), 'usr/bin/spk-visor');
    expect(execFileSync('readelf', ['-Wdl', program], { encoding: 'utf8' })).not.toMatch(/interpreter|NEEDED/);
    expect(execFileSync(program, ['version'], { encoding: 'utf8' })).toBe('spk-visor 9.9.9\n');
  });
});
