import path from 'node:path';
import { expect, it } from 'vitest';
import { command as fetch } from '../../src/commands/fetch.js';
import { lay, scratch } from '../orders/helpers.js';
import { captureIo, common } from './helpers.js';

const base = scratch();

it('says for the modules named alone what it would fetch, and of how many files the size is not known', async () => {
  const root = lay(path.join(base, 'root'), {
    'build_order.txt': '03_compile_qt_deps\ncompile_mesa_stack\n04_compile_kde_stack\n',
    // Of this set's files upstream publishes the hashes alone.
    'smechdeploy.json': '{"versionSet": "spec"}',
  });
  const env = { ...process.env, SMECHDEPLOY_CACHE_DIR: path.join(base, 'cache'), SMECHDEPLOY_CONFIG_DIR: base };
  const { io, lines } = captureIo(root, env);
  const asked = { ...common, dryRun: true, prebuilt: true, profile: 'smechos', target: path.join(base, 'target') };
  await fetch(io, { ...asked, module: ['kcoreaddons'] }, []);
  expect(lines.some((line) => line.startsWith('kcoreaddons '))).toBe(true);
  expect(lines.some((line) => line.startsWith('kwin '))).toBe(false);
  expect(lines.at(-1)).toMatch(/^0 files are here and verified; \d+ missing, [\d.]+ MB and \d+ of unknown size\.$/);
});
