import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { command as clean } from '../../src/commands/clean.js';
import { layoutOf } from '../../src/host/layout.js';
import { lockCache } from '../../src/runner/locks.js';
import { lay } from '../orders/helpers.js';
import { temporaryFolder } from '../runner/tools.js';
import { captureIo, common } from './helpers.js';

function place() {
  const base = temporaryFolder();
  const root = lay(path.join(base, 'root'), { 'build_order.txt': '' });
  const cache = path.join(base, 'cache');
  const env = { SMECHDEPLOY_CACHE_DIR: cache };
  mkdirSync(path.join(cache, 'layers/one'), { recursive: true });
  mkdirSync(path.join(root, '.smechdeploy/work'), { recursive: true });
  const { io, lines } = captureIo(root, env);
  return { cache, root, io, lines, layout: layoutOf(root, env) };
}

it('removes of the cache what is ours, and leaves what else lies in its folder', async () => {
  const { cache, root, io } = place();
  writeFileSync(path.join(cache, 'thesis.tex'), 'years of work');
  expect(await clean(io, { ...common, cache: true }, [])).toBe(0);
  expect(readdirSync(cache)).toEqual(['thesis.tex']);
  expect(existsSync(path.join(root, '.smechdeploy/work'))).toBe(true);
});

it('removes the folder of the cache where nothing else is in it', async () => {
  const { cache, io } = place();
  await clean(io, { ...common, cache: true }, []);
  expect(existsSync(cache)).toBe(false);
});

it('keeps its hands off a cache that a run uses, of whatever deploy root', async () => {
  const { cache, io, layout } = place();
  const lock = await lockCache(layout, 'shared');
  const another = await lockCache(layout, 'shared');
  await expect(clean(io, { ...common, cache: true }, [])).rejects.toMatchObject({ exitCode: 4 });
  expect(readdirSync(cache)).toEqual(['layers']);
  await lock.release();
  await another.release();
  expect(await clean(io, { ...common, cache: true }, [])).toBe(0);
});
