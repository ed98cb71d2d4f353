import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { deployRoot } from './deploy-root.js';

it('refuses to work with settings that were edited during the run, and keeps nothing under the old fingerprint', async () => {
  const deploy = deployRoot({ '01_a': 'while [ ! -e "$SMECH_ROOT/go" ]; do sleep 0.05; done\n' });
  writeFileSync(path.join(deploy.root, 'build_order_smechvisor.txt'), 'bin/01_a.sh\n12_write_etc_skeleton\n');
  const setHostname = (hostname: string) =>
    writeFileSync(path.join(deploy.root, 'smechdeploy.json'), JSON.stringify({ hostname }));
  setHostname('alpha');
  const run = deploy.cli('run');
  await deploy.running('01_a');
  setHostname('beta');
  writeFileSync(path.join(deploy.root, 'go'), '');
  const ended = await run;
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('changed since the run began with it: run it again.');

  setHostname('alpha');
  expect((await deploy.cli('run')).code).toBe(0);
  expect(readFileSync(path.join(deploy.target, 'etc/hostname'), 'utf8')).toBe('alpha\n');
  expect((await deploy.cli('run')).stdout).toContain('Nothing to do');
}, 120_000);
