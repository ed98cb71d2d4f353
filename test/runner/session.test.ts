import path from 'node:path';
import { expect, it } from 'vitest';
import { makePlan } from '../../src/runner/plan.js';
import { openSession } from '../../src/runner/session.js';
import { lay, scratch } from '../orders/helpers.js';

const base = scratch();
const env = { ...process.env, SMECHDEPLOY_CACHE_DIR: path.join(base, 'cache'), SMECHDEPLOY_CONFIG_DIR: base };
const planned = async (name: string, settings: object) => {
  const root = lay(path.join(base, name), {
    'build_order.txt': '08_patch_metadata\n09_rotate_auth\n',
    'smechdeploy.json': JSON.stringify(settings),
  });
  const session = await openSession({ root, profile: 'smechos', target: path.join(base, 'target'), env });
  const { document } = await makePlan(session, { names: [] });
  return document.phases.flatMap((phase) => (phase.willRun ? [phase.name] : []));
};

it('leaves out what is off by default, unless smechdeploy.json enables it', async () => {
  expect(await planned('off', {})).not.toContain('09_rotate_auth');
  expect(await planned('on', { enable: ['09_rotate_auth'] })).toContain('09_rotate_auth');
});

it('refuses to enable what is no phase, with the name that was meant', async () => {
  await expect(planned('wrong', { enable: ['09_rotate_aut'] })).rejects.toMatchObject({
    exitCode: 2,
    message:
      'smechdeploy.json: "enable" names "09_rotate_aut", which is no built-in phase. Did you mean 09_rotate_auth?',
  });
});
