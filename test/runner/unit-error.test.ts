import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { latestRun } from '../../src/runner/client.js';
import { linesAround } from '../../src/runner/log-context.js';
import { journalFile } from '../../src/runner/run-folder.js';
import { deployRoot } from './deploy-root.js';

describe('a failure', { timeout: 60_000 }, () => {
  it("is recorded with the lines around it, its command and its variables, and none of the caller's own", async () => {
    const deploy = deployRoot({ '01_a': 'echo before\nls /no/such/file\necho after\nexit 7\n' });
    Object.assign(deploy.env, { MY_TOKEN: 'hush-hush' });
    expect((await deploy.cli('run')).code).toBe(1);
    const run = latestRun(deploy.root);
    const { error } = run?.phases[0] ?? {};
    expect(error?.context?.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['before', expect.stringContaining('/no/such/file'), 'after']),
    );
    expect(error?.context?.find(({ number }) => number === error.lineNumber)?.text).toContain('cannot access');
    expect(error?.step).toMatchObject({ argv: ['bash', 'bin/01_a.sh'], cwd: deploy.root });
    expect(error?.step?.environment).toMatchObject({ SMECH_TARGET: deploy.target, SMECH_PROFILE: 'smechvisor' });
    expect(error?.step?.environment.PATH).toBeUndefined();
    expect(readFileSync(journalFile(layoutOf(deploy.root), run?.id ?? ''), 'utf8')).not.toContain('hush-hush');
  });
});

describe('linesAround', () => {
  const log = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');

  it('gives some lines before and after, with their numbers', () => {
    expect(linesAround(log, 7).map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(linesAround(log, 1)[0]).toEqual({ number: 1, text: 'line 1' });
  });

  it('gives the end of a log that names no error, clean of what a terminal would obey', () => {
    expect(linesAround(`${log}\n`, null).at(-1)).toEqual({ number: 20, text: 'line 20' });
    expect(linesAround('\u001b[31mred\u001b[0m\n 10%\r 20%\r\n\u0007', null).map(({ text }) => text)).toEqual([
      'red',
      ' 20%',
      '',
    ]);
  });
});
