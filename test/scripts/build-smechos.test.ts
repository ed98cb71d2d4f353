import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { scratch } from '../orders/helpers.js';

const script = packageFile('bin/build_smechos.sh');
const cwd = scratch();
const { SMECH_TARGET: _, ...inherited } = process.env;
const env = {
  ...inherited,
  SMECHDEPLOY_CACHE_DIR: path.join(cwd, 'cache'),
  SMECHDEPLOY_CONFIG_DIR: path.join(cwd, 'config'),
};
const call = (argv: string[], more: NodeJS.ProcessEnv = {}) => {
  const [file = '', ...args] = argv;
  const { status, stderr } = spawnSync(file, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' });
  return { status, message: stderr.trim() };
};
const refused = (target: string) =>
  expect.stringMatching(new RegExp(`^The target must not be ${target} \\(it is in a folder of the system\\)`));

describe('bin/build_smechos.sh', () => {
  it('runs this checkout from anywhere, passes arguments on and the exit code back', () => {
    expect(call(['bash', script, '--profile', 'smechvisor', '--target', '/usr'])).toEqual({
      status: 2,
      message: refused('/usr'),
    });
    expect(call(['bash', script, '--profile', 'nothing'])).toMatchObject({
      status: 2,
      message: expect.stringContaining('no profile "nothing"'),
    });
  });

  it('builds SmechOS where no profile is named', () => {
    const { message } = call(['bash', script, '--target', `${cwd}/target`, 'no_such_phase']);
    expect(message).toMatch(/build_order\.txt|no_such_phase/);
    expect(message).not.toContain('build_order_smechvisor');
  });

  it('keeps SMECH_TARGET, also where sudo dropped it', () => {
    expect(call([script, '--profile', 'smechvisor'], { SMECH_TARGET: '/usr/a' })).toEqual({
      status: 2,
      message: refused('/usr/a'),
    });
    const likeSudo = `env -u SMECH_TARGET SUDO_UID=1000 bash "${script}" --profile smechvisor; exit $?`;
    expect(call(['bash', '-c', likeSudo], { SMECH_TARGET: '/usr/b' })).toEqual({
      status: 2,
      message: refused('/usr/b'),
    });
  });
});
