import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { ensureTarget } from '../../src/layers/target.js';
import { recordFolder } from '../../src/runner/record-folder.js';
import { checkOwner } from '../../src/runner/target-owner.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'owner-'));
});
afterAll(() => rm(dir, { recursive: true }));

it('refuses the target of another deploy root and takes its own', async () => {
  const target = path.join(dir, 'target');
  const own = layoutOf(path.join(dir, 'own'));
  const other = layoutOf(path.join(dir, 'other'));
  await checkOwner(target, own, 'smechvisor');
  const id = await ensureTarget(target, 'smechvisor');
  await checkOwner(target, own, 'smechvisor');
  await mkdir(recordFolder(own, 'smechvisor', id), { recursive: true });
  await writeFile(path.join(target, 'something'), '');
  await checkOwner(target, own, 'smechvisor');
  await expect(checkOwner(target, other, 'smechvisor')).rejects.toMatchObject({ exitCode: 2 });
});
