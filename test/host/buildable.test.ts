import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildableFindings, checkBuildable, unbuildable } from '../../src/host/buildable.js';
import { layoutOf } from '../../src/host/layout.js';

const at = (root: string, cache: string) => layoutOf(root, { SMECHDEPLOY_CACHE_DIR: cache });

describe('a path that programs are compiled below', () => {
  it.each([
    ['/srv/a folder', 'a space'],
    ['/srv/tab\there', 'a blank other than a space'],
    ['/srv/a:b', ':'],
    ["/srv/it's", "'"],
    ['/srv/$HOME', '$'],
    ['/srv/plain-1.2_~+x,y=z@w/ordinær', null],
  ])('%j has %j', (path, found) => {
    expect(unbuildable(path)).toBe(found);
  });

  it('never has a character that a shell or make reads', () => {
    fc.assert(
      fc.property(fc.string(), (text) => unbuildable(`/${text}`) !== null || !/[\s"'$`:;#&|<>*?\\%]/.test(text)),
    );
  });

  it('is asked of the deploy root and of the cache', () => {
    expect(() => checkBuildable(at('/srv/good', '/srv/cache'))).not.toThrow();
    expect(() => checkBuildable(at('/srv/not good', '/srv/cache'))).toThrow(
      'The deploy root /srv/not good has a space in its path, and nothing can be compiled below it: move it, or name another with --root.',
    );
    expect(() => checkBuildable(at('/srv/good', '/srv/a:b'))).toThrow(/^The cache \/srv\/a:b has : in its path/);
    const states = (root: string) => buildableFindings(at(root, '/srv/cache')).map(({ state }) => state);
    expect([states('/srv/good'), states('/srv/not good')]).toEqual([
      ['ok', 'ok'],
      ['missing', 'ok'],
    ]);
  });
});
