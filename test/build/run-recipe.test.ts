import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { make } from '../../src/build/drivers/index.js';
import { ExitCode, OperatorError } from '../../src/host/errors.js';
import { paths, recipe, room, sourceArchive } from './fixtures.js';

describe('runRecipe', { timeout: 120_000 }, () => {
  it('fails in one sentence with the line that says why, and keeps the work folder', async () => {
    const here = room();
    const archive = sourceArchive('bad', {
      'p.c': 'int main(void) { return missing; }\n',
      Makefile: 'p: p.c\n\t$(CC) -o p p.c\n',
    });
    const error = await here.build(recipe('bad', { steps: make() }), { bad: [archive] }).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(OperatorError);
    const message = error instanceof Error ? error.message : '';
    const found =
      /^phase\/bad: the step "compile" exited with 2: (p\.c:1:25: error: .*) \(line (\d+) of (.*)\); its work folder (.*) is kept\.$/.exec(
        message,
      );
    expect(found).not.toBeNull();
    expect(readFileSync(here.logFile, 'utf8').split('\n')[Number(found?.[2]) - 1]).toBe(found?.[1]);
    expect(existsSync(path.join(found?.[4] ?? '', 'src/p.c'))).toBe(true);
  });

  it('ends what a step started when it is cancelled', async () => {
    const here = room();
    const stop = new AbortController();
    const steps = [{ title: 'compile', argv: ['sh', '-c', 'echo $$ >@work@/pid; sleep 987 & wait'] }];
    const built = here.build(
      recipe('slow', { steps }),
      { slow: [sourceArchive('slow', { x: '' })] },
      { signal: stop.signal },
    );
    const pidFile = path.join(here.layout.work, 'phase~slow/pid');
    while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '')
      await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await expect(built).rejects.toMatchObject({ exitCode: ExitCode.cancelled });
    const group = readFileSync(pidFile, 'utf8').trim();
    const left = execFileSync('ps', ['-eo', 'pgid,stat,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.trim().startsWith(`${group} `) && !/^\s*\d+\s+Z/.test(line));
    expect(left).toEqual([]);
  });

  it("gives steps a clean environment and the usual mask, whatever the operator's are", async () => {
    process.env.SMECH_TEST_LEAK = '1';
    const mask = process.umask(0o077);
    try {
      const here = room();
      const steps = [
        { title: 'install', argv: ['sh', '-c', 'mkdir @dest@/d; env | sort >@dest@/d/env'], fakeroot: true },
      ];
      const manifest = await here.build(
        recipe('env', { steps, leaksAllowed: [{ glob: 'd/env', why: 'the test reads it' }] }),
        {
          env: [sourceArchive('env', { x: '' })],
        },
      );
      expect(manifest.entries.map((entry) => ('mode' in entry ? entry.mode : 0))).toEqual([0o755, 0o644]);
      const text = readFileSync(path.join(here.tree(manifest), 'd/env'), 'utf8');
      expect(text).not.toContain('SMECH_TEST_LEAK');
      expect(text).toMatch(/^SOURCE_DATE_EPOCH=1767225600$/m);
      expect(text).toMatch(/^TZ=UTC$/m);
      expect(text).toMatch(/^HOME=.*phase~env\/home$/m);
    } finally {
      process.umask(mask);
      delete process.env.SMECH_TEST_LEAK;
    }
  });

  it('strips programs in place, hard links and modes kept, and leaves objects their symbols', async () => {
    const here = room();
    const makefile = [
      'all:',
      '\t$(CC) -g -o p p.c',
      '\t$(CC) -g -c -o m.o p.c',
      '\tar rc libm.a m.o',
      'install:',
      '\tmkdir -p $(DESTDIR)/bin $(DESTDIR)/lib',
      '\tinstall -m 4511 -o 3 p $(DESTDIR)/bin/p',
      '\tln $(DESTDIR)/bin/p $(DESTDIR)/bin/q',
      '\tinstall -m 644 m.o libm.a $(DESTDIR)/lib',
      '\ttouch $(DESTDIR)/lib/libm.la',
      '',
    ].join('\n');
    const archive = sourceArchive('p', {
      'p.c': 'int helper(void) { return 0; }\nint main(void) { return helper(); }\n',
      Makefile: makefile,
    });
    const manifest = await here.build(recipe('p', { steps: make() }), { p: [archive] });
    const tree = here.tree(manifest);
    expect(paths(manifest)).toEqual(['bin/p', 'bin/q', 'lib/libm.a', 'lib/m.o']);
    expect(manifest.entries.find((entry) => entry.path === 'bin/p')).toMatchObject({
      type: 'file',
      mode: 0o4511,
      uid: 3,
    });
    expect(manifest.entries.find((entry) => entry.path === 'bin/q')).toMatchObject({
      type: 'hardlink',
      target: 'bin/p',
    });
    const sections = (name: string) => execFileSync('readelf', ['-SW', path.join(tree, name)], { encoding: 'utf8' });
    expect(sections('bin/p')).not.toMatch(/\.symtab|\.debug_info|\.comment/);
    expect(sections('lib/m.o')).not.toMatch(/\.debug_info/);
    expect(execFileSync('nm', [path.join(tree, 'lib/m.o')], { encoding: 'utf8' })).toMatch(/T helper/);
    expect(statSync(path.join(tree, 'bin/p')).size).toBeGreaterThan(0);
  });

  it('puts a second file of a source beside it', async () => {
    const here = room();
    const steps = [
      {
        title: 'install',
        argv: ['sh', '-c', 'cp main.txt @work@/two.extra/patches-1.0/a.patch @dest@'],
        fakeroot: true,
      },
    ];
    const files = [sourceArchive('two', { 'main.txt': 'main' }), sourceArchive('patches', { 'a.patch': 'patch' })];
    expect(paths(await here.build(recipe('two', { steps }), { two: files }))).toEqual(['a.patch', 'main.txt']);
  });

  it('refuses a recipe that installs nothing', async () => {
    const here = room();
    const built = here.build(recipe('nothing', { steps: [{ title: 'compile', argv: ['true'] }] }), {
      nothing: [sourceArchive('nothing', { x: '' })],
    });
    await expect(built).rejects.toThrow('phase/nothing: its steps installed nothing into DESTDIR');
  });
});
