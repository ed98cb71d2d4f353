import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { plainRequest } from '../../src/runner/request.js';
import { runCommand, typedCommand } from '../../src/runner/typed-command.js';

const words = (text: string) =>
  execFileSync('bash', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' }).split('\n');

describe('typedCommand', () => {
  it('is read back by a shell as it was typed', () => {
    const typed = ['run', '--target', "/it's here/~x", '', '$HOME'];
    expect(words(typedCommand(typed))).toEqual(['smechdeploy-tui', ...typed, '']);
  });
});

describe('runCommand', () => {
  it('says all that a request asks for and nothing else', () => {
    const nothing = plainRequest('/deploy', []);
    expect(runCommand(nothing)).toBe('smechdeploy-tui run');
    const command = runCommand({
      ...nothing,
      names: ['01_a', '02_b'],
      profile: 'smechos',
      target: '/mnt/a disk',
      modules: ['qt', 'kde'],
      skip: ['03_c'],
      jobs: 3,
      offline: true,
      noPrebuilt: true,
    });
    expect(command).toBe(
      "smechdeploy-tui run 01_a 02_b --profile smechos --target '/mnt/a disk' --module qt kde --skip 03_c --jobs 3 --offline --no-prebuilt",
    );
  });
});
