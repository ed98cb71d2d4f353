import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewLayer } from '../../src/layers/create-view.js';
import { type Bench, bench, look, makeLayer, type Spec } from './fixtures.js';

const name = fc.constantFrom('a', 'b', 'lib');
const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const thing = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('1', '2', '/', 'link') },
  { weight: 1, arbitrary: fc.constantFrom('-> a', '-> ../b', '-> lib/a', '-> /b') },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ text: fc.constantFrom('1', '2'), mode: fc.constantFrom(0o600, 0o755, 0o4755) }) },
);

/** A layer that a folder can hold: nothing lies below what is no folder; `link` becomes another name of the first file. */
const layerSpec = fc.array(fc.tuple(place, thing), { maxLength: 7 }).map((pairs): Spec => {
  const spec: Spec = {};
  for (const [at, value] of pairs.sort(([a], [b]) => a.length - b.length)) {
    const above = Object.entries(spec).some(([other, what]) => at.startsWith(`${other}/`) && what !== '/');
    if (!above && spec[at] === undefined) spec[at] = value;
  }
  const file = Object.keys(spec)
    .sort()
    .find((at) => (typeof spec[at] === 'object' ? spec[at] !== null : /^[12]$/.test(spec[at] ?? '')));
  for (const at of Object.keys(spec))
    if (spec[at] === 'link') spec[at] = file !== undefined && file < at ? `= ${file}` : 'x';
  return spec;
});
/** Indices into the pool: which layers stand in the target, in which order. */
const sets = fc.array(fc.uniqueArray(fc.nat(4), { maxLength: 4 }), { minLength: 2, maxLength: 4 });
const pool = fc.array(layerSpec, { minLength: 5, maxLength: 5 });

/** Links that loop are refused by every composition alike; there is nothing to compare then. */
const isLoop = (error: unknown) => error instanceof Error && /loop of symbolic links/.test(error.message);

/** Composes the chosen layers into `t`, and from nothing into a new target; gives what the latter looks like, or null where both refuse. */
async function composeBoth(
  t: Bench,
  chosen: ViewLayer[],
): Promise<{ kept: string[]; scratch: Record<string, string> } | null> {
  const fresh = await bench();
  try {
    await fresh.composeLayers(chosen);
    const { kept } = await t.composeLayers(chosen);
    return { kept: kept.map((item) => item.path), scratch: look(fresh.target) };
  } catch (error) {
    if (isLoop(error)) return null;
    throw error;
  } finally {
    rmSync(fresh.here, { recursive: true });
  }
}

/** Changes something by hand, the `pick`th path of the target; returns the paths that are no longer ours. */
function meddle(t: Bench, action: 'edit' | 'replace' | 'delete' | 'add', pick: number, text: string): string[] {
  const places = Object.keys(look(t.target));
  const chosen = places[pick % (places.length || 1)] ?? '';
  const file = t.at(chosen);
  const info = lstatSync(file);
  if (action === 'add' || chosen === '') {
    const folder = info.isDirectory() ? chosen : path.dirname(chosen);
    const added = path.join(folder, ['a', 'b', 'lib', 'own'][pick % 4] ?? 'own');
    if (existsSync(t.at(added)) || lstatSync(t.at(added), { throwIfNoEntry: false })) return [];
    writeFileSync(t.at(added), text);
    return [added];
  }
  if (action === 'edit' && info.isFile()) {
    const names = places.filter((place) => lstatSync(t.at(place)).ino === info.ino);
    writeFileSync(file, text);
    return names;
  }
  const below = places.filter((place) => place.startsWith(`${chosen}/`));
  if (below.some((place) => lstatSync(t.at(place)).isFile() && readFileSync(t.at(place), 'utf8').startsWith('HAND')))
    return [];
  rmSync(file, { recursive: true });
  if (action === 'replace') writeFileSync(file, text);
  return [chosen];
}

describe('compose, whatever the layers', () => {
  it('gives what a composition from nothing gives', async () => {
    const t = await bench();
    await fc.assert(
      fc.asyncProperty(pool, sets, async (specs, rounds) => {
        const layers = await Promise.all(specs.map((spec, index) => makeLayer(t.here, `p${index}`, spec)));
        for (const round of rounds) {
          const both = await composeBoth(
            t,
            round.flatMap((index) => layers[index] ?? []),
          );
          if (!both) continue;
          expect(both.kept).toEqual([]);
          expect(look(t.target)).toEqual(both.scratch);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('never loses what was made by hand, and keeps the rest right', async () => {
    const action = fc.constantFrom('edit', 'replace', 'delete', 'add');
    const steps = fc.array(
      fc.tuple(fc.uniqueArray(fc.nat(4), { maxLength: 4 }), fc.array(fc.tuple(action, fc.nat(20)), { maxLength: 2 })),
      { maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(pool, steps, async (specs, rounds) => {
        const t = await bench();
        const layers = await Promise.all(specs.map((spec, index) => makeLayer(t.here, `p${index}`, spec)));
        const touched: string[] = [];
        const touches = (place: string) =>
          touched.some((other) => place === other || place.startsWith(`${other}/`) || other.startsWith(`${place}/`));
        for (const [round, hands] of rounds) {
          for (const [what, pick] of hands) touched.push(...meddle(t, what, pick, `HAND ${touched.length}`));
          const before = Object.entries(look(t.target)).filter(([, line]) => line.includes('HAND'));
          const both = await composeBoth(
            t,
            round.flatMap((index) => layers[index] ?? []),
          );
          if (!both) continue;
          const after = look(t.target);
          for (const [place, line] of before) expect([place, after[place]]).toEqual([place, line]);
          // The other names of a file that was touched are files of their own.
          const linked = (place: string) => after[place]?.startsWith('=') || both.scratch[place]?.startsWith('=');
          const plain = (lines: Record<string, string>) =>
            Object.fromEntries(Object.entries(lines).filter(([place]) => !touches(place) && !linked(place)));
          expect(plain(after)).toEqual(plain(both.scratch));
        }
        rmSync(t.here, { recursive: true });
      }),
      { numRuns: 30 },
    );
  });
});
