import { describe, expect, it } from 'vitest';
import { findOwners } from '../../src/layers/owners.js';
import { makeLayer, room, type Spec } from './fixtures.js';

async function ownersIn(specs: Record<string, Spec>, ...paths: string[]) {
  const dir = room();
  const layers = await Promise.all(Object.entries(specs).map(([unit, spec]) => makeLayer(dir, unit, spec)));
  return findOwners(layers, paths);
}

describe('findOwners', () => {
  it('names the unit that is seen and those it covers, nearest first', async () => {
    const specs = { base: { 'etc/a': '1' }, middle: { 'etc/a': '2' }, top: { 'etc/a': '3', 'etc/b': '3' } };
    const [a, b, none] = await ownersIn(specs, 'etc/a', 'etc/b', 'etc/c');
    expect(a).toMatchObject({ path: 'etc/a', unit: 'top', covered: ['middle', 'base'] });
    expect(b).toMatchObject({ unit: 'top', covered: [] });
    expect(none).toBeNull();
  });

  it('knows a file under each name of its folder, and what a layer removed as not there', async () => {
    const specs = {
      base: { lib: '-> usr/lib', 'usr/lib/x': '1', 'usr/lib/y': '1' },
      later: { 'lib/x': '2', 'usr/lib/y': null },
    };
    const [x, y] = await ownersIn(specs, 'lib/x', 'lib/y');
    expect(x).toMatchObject({ path: 'usr/lib/x', unit: 'later', covered: ['base'] });
    expect(y).toBeNull();
  });
});
