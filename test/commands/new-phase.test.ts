import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { command as newPhase } from '../../src/commands/new-phase.js';
import { lay, scratch } from '../orders/helpers.js';
import { captureIo, common } from './helpers.js';

const root = scratch();
const env = { SMECHDEPLOY_CONFIG_DIR: path.join(root, 'config') };
const order = path.join(root, 'build_order_smechvisor.txt');
const text = '\ufeff# mine \r\n10_bootstrap_musl  \r\n\tcompile_kernel\n\n# Phase 2: ünd\nbin/16_own.sh';
const visor = { ...common, profile: 'smechvisor' };

beforeEach(() => {
  execFileSync('rm', ['-rf', path.join(root, 'bin')]);
  lay(root, { 'bin/16_own.sh': '', 'bin/readme.txt': '', 'build_order.txt': 'deploy_openrc\n' });
  writeFileSync(order, text);
});

const call = async (options: object, ...operands: string[]) => {
  const { io, lines } = captureIo(root, env);
  expect(await newPhase(io, { ...visor, ...options }, operands)).toBe(0);
  return lines;
};

describe('new-phase', () => {
  it('makes a script with the next number and puts its line at the end', async () => {
    expect(await call({}, 'my_step')).toEqual([
      'Made bin/17_my_step.sh; its line is build_order_smechvisor.txt:7, after 16_own.',
      'It runs last. For another place: move the line, or name the phase before it with --after.',
      `Next: edit ${root}/bin/17_my_step.sh, then \`smechdeploy-tui run 17_my_step --profile smechvisor\`.`,
    ]);
    expect(readFileSync(order, 'utf8')).toBe(`${text}\r\nbin/17_my_step.sh\r\n`);
    const script = path.join(root, 'bin/17_my_step.sh');
    expect(statSync(script).mode & 0o777).toBe(0o755);
    const shown = execFileSync('bash', ['-c', `. "${script}" >/dev/null; echo "$SMECH_TARGET $DEPLOY_ROOT"`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect(shown).toBe(`/mnt/smechos_build_root ${root}\n`);
    expect(
      execFileSync(script, { env: { PATH: process.env.PATH, SMECH_TARGET: '/mnt/x' }, encoding: 'utf8' }),
    ).toContain('::progress 1/1');
  });

  it.each([
    ['10_bootstrap_musl', 'bin/17_a.sh', text.replace('musl  \r\n', 'musl  \r\nbin/17_a.sh\r\n')],
    ['bin/compile_kernel.sh', 'bin/17_a.sh', text.replace('kernel\n', 'kernel\nbin/17_a.sh\n')],
    ['16_own', 'bin/17_a.sh', `${text}\r\nbin/17_a.sh\r\n`],
  ])('puts the line after %s, and leaves all other bytes', async (after, script, expected) => {
    expect(JSON.parse((await call({ after, json: true }, 'a')).join(''))).toMatchObject({
      schemaVersion: 1,
      phase: '17_a',
      path: script,
      order,
    });
    expect(readFileSync(order, 'utf8')).toBe(expected);
  });

  it('makes a Python script where the name says so, and keeps a number that is given', async () => {
    await call({}, 'bin/40_other.py');
    expect(execFileSync(path.join(root, 'bin/40_other.py'), { encoding: 'utf8' })).toContain('::progress 1/1 done');
    await call({}, 'next');
    expect(readdirSync(path.join(root, 'bin')).sort()).toEqual([
      '16_own.sh',
      '40_other.py',
      '41_next.sh',
      'readme.txt',
    ]);
  });

  it('puts it into the order of the profile that is named', async () => {
    await call({ profile: 'smechos' }, 'a');
    expect(readFileSync(path.join(root, 'build_order.txt'), 'utf8')).toBe('deploy_openrc\nbin/17_a.sh\n');
    expect(readFileSync(order, 'utf8')).toBe(text);
  });

  it.each([
    ['no name', {}, [], 'new-phase takes one name, such as `smechdeploy-tui new-phase my_step`.'],
    [
      'a name with spaces',
      {},
      ['my step'],
      '"my step" can\'t be the name of a new phase: use letters, digits and _ . + -, such as my_step or my_step.py.',
    ],
    [
      'a path elsewhere',
      {},
      ['../my_step'],
      '"../my_step" can\'t be the name of a new phase: use letters, digits and _ . + -, such as my_step or my_step.py.',
    ],
    [
      'a script that is there',
      {},
      ['own'],
      'There is a phase 16_own already (build_order_smechvisor.txt:6): choose another name for the new one.',
    ],
    [
      'a built-in phase',
      {},
      ['12_install_smechvisor'],
      'There is a phase 13_install_smechvisor already (a built-in phase): choose another name for the new one.',
    ],
    [
      'an unknown place',
      { after: 'compile_kernal' },
      ['a'],
      `There is no phase compile_kernal in ${order} to put the new one after: name one of its lines with --after. Did you mean compile_kernel?`,
    ],
    [
      'an unknown profile',
      { profile: 'visor' },
      ['a'],
      'There is no profile "visor": choose smechos or smechvisor with --profile.',
    ],
  ])('refuses %s, and changes nothing', async (_, options, operands, message) => {
    const { io } = captureIo(root, env);
    await expect(newPhase(io, { ...visor, ...options }, operands)).rejects.toMatchObject({ message, exitCode: 2 });
    expect(readFileSync(order, 'utf8')).toBe(text);
    expect(readdirSync(path.join(root, 'bin'))).toEqual(['16_own.sh', 'readme.txt']);
  });
});
