import path from 'node:path';
import { expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { recipesWithin } from '../../src/runner/recipes-within.js';
import { openSession } from '../../src/runner/session.js';
import { scratch } from '../orders/helpers.js';

const base = scratch();
const session = await openSession({
  root: packageFile('.'),
  profile: 'smechvisor',
  target: path.join(base, 'target'),
  env: { ...process.env, SMECHDEPLOY_CACHE_DIR: path.join(base, 'cache'), SMECHDEPLOY_CONFIG_DIR: base },
});
const names = (phases: string[], modules: string[] = []) =>
  recipesWithin(session, { names: phases, modules }).map(({ name }) => name);

it('takes all recipes of the profile where nothing is named', () => {
  expect(names([])).toEqual(session.phases.flatMap((phase) => phase.recipes.map(({ name }) => name)));
});

it('takes what a named phase compiles, and what that needs, without what only comes before it in the order', () => {
  expect(names(['compile_kernel'])).toEqual(['linux']);
  const userland = names(['11_bootstrap_userland_musl']);
  expect(userland).toContain('busybox');
  expect(userland).toContain('musl');
  expect(userland).not.toContain('linux');
});

it('takes modules by name, each once', () => {
  expect(names(['compile_kernel'], ['busybox', 'linux']).filter((name) => name === 'linux')).toHaveLength(1);
  expect(() => names(['compile_kernl'])).toThrow(/did you mean compile_kernel/);
});
