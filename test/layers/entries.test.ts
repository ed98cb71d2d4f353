import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBytes, layerDigest, sortEntries } from '../../src/layers/entries.js';
import { changedInputs, fingerprintOf } from '../../src/layers/fingerprint.js';
import type { LayerEntry } from '../../src/layers/manifest.js';

const text = fc.string({ unit: 'grapheme' });

describe('order', () => {
  it('is that of the UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(compareBytes('\u{10000}', '\uffff')).toBeGreaterThan(0);
  });
});

describe('layerDigest', () => {
  const entry = (path: string, more: Partial<LayerEntry> = {}): LayerEntry =>
    ({ type: 'file', path, mode: 0o644, uid: 0, gid: 0, size: 1, sha256: 'x', ...more }) as LayerEntry;

  it('does not depend on the order, and does on everything else', () => {
    const entries = [entry('b'), entry('a'), entry('a-c'), entry('a/c')];
    expect(layerDigest(entries)).toBe(layerDigest(entries.toReversed()));
    expect(sortEntries(entries).map(({ path }) => path)).toEqual(['a', 'a-c', 'a/c', 'b']);
    const variants = [
      entry('b', { mode: 0o755 }),
      entry('b', { uid: 1 }),
      entry('b', { gid: 1 }),
      entry('b', { sha256: 'y' }),
      entry('b', { xattrs: { 'user.a': 'AA==' } }),
      { type: 'removed', path: 'b' } as const,
      { type: 'symlink', path: 'b', mode: 0o777, uid: 0, gid: 0, target: 'x' } as const,
      { type: 'hardlink', path: 'b', mode: 0o777, uid: 0, gid: 0, target: 'x' } as const,
    ];
    expect(new Set([entry('b'), ...variants].map((variant) => layerDigest([variant]))).size).toBe(variants.length + 1);
  });
});

describe('fingerprints', () => {
  const inputs = fc.dictionary(text, text, { noNullPrototype: true });

  it('do not depend on the order of the inputs', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        expect(fingerprintOf(Object.fromEntries(Object.entries(given).reverse()))).toBe(fingerprintOf(given));
      }),
    );
  });

  it('are equal exactly when no input differs', () => {
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        expect(fingerprintOf(a) === fingerprintOf(b)).toBe(changedInputs(a, b).length === 0);
      }),
    );
  });

  it('keep names and values apart', () => {
    const sets: Record<string, string>[] = [
      { a: 'b"],["c' },
      { a: 'b', c: '' },
      { 'a=b': '' },
      { a: '=b' },
      { ab: '' },
      { a: 'b' },
      {},
      { '': '' },
    ];
    expect(new Set(sets.map((set) => fingerprintOf(set))).size).toBe(sets.length);
  });

  it('say which input changed', () => {
    expect(changedInputs({ a: '1', b: '1', toString: 'x' }, { b: '2', c: '1', toString: 'x' })).toEqual([
      { name: 'a', kind: 'removed' },
      { name: 'b', kind: 'changed' },
      { name: 'c', kind: 'added' },
    ]);
  });
});
