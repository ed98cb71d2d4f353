import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { programEntry } from '../../src/host/package.js';
import { scriptCommand } from '../../src/scripts/command.js';
import { declaredInputs, scriptInputs } from '../../src/scripts/inputs.js';
import { tailProgress } from '../../src/scripts/tail.js';
import { scriptTemplate } from '../../src/scripts/template.js';
import { ensureVenv } from '../../src/scripts/venv.js';
import { lay, scratch } from '../orders/helpers.js';

const base = scratch();
const root = lay(path.join(base, 'root'), {
  'bin/show.sh': 'env -0 | sort -z; pwd\n',
  'bin/show.py':
    'import os, sys, json\nprint(json.dumps([sys.prefix, os.getcwd(), os.environ["SMECH_TARGET"], os.environ["VIRTUAL_ENV"]]))\n',
  'bin/declares.sh':
    '# smech-input: config/**/*.conf\n  #smech-input:   data/one.txt  \n# smech-input: not/there/*\n## smech-input: config/**\necho\n',
  'config/a.conf': 'a',
  'config/deep/.b.conf': 'b',
  'config/c.txt': 'c',
  'data/one.txt': 'one',
});
const target = path.join(base, 'target');
const context = { root, target, profile: 'smechvisor', jobs: 3, epoch: 1767225600 };
const shell = (name: string) => ({ name, path: `bin/${name}.sh`, language: 'bash' as const });
const python = (name: string) => ({ name, path: `bin/${name}.py`, language: 'python' as const });

describe('scriptCommand', () => {
  it('starts bash in the deploy root with the variables of the contract', async () => {
    const { argv, cwd, env } = await scriptCommand(shell('show'), context, {
      env: { PATH: process.env.PATH, CFLAGS: '-I/usr/include', SMECH_TARGET: '/somewhere', MINE: 'kept' },
    });
    const output = execFileSync(argv[0], argv.slice(1), { cwd, env, encoding: 'utf8' }).split('\0');
    expect(output.pop()?.trim()).toBe(root);
    const seen = Object.fromEntries(
      output.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    expect(seen).toMatchObject({
      SMECH_TARGET: target,
      SMECHOS_TARGET: target,
      SMECH_ROOT: root,
      SMECH_PROFILE: 'smechvisor',
      SMECH_JOBS: '3',
      SOURCE_DATE_EPOCH: '1767225600',
      CFLAGS: `-I${target}/usr/include`,
      CXXFLAGS: `-I${target}/usr/include`,
      LDFLAGS: `-L${target}/usr/lib -L${target}/usr/lib64`,
      PKG_CONFIG_PATH: `${target}/usr/lib/pkgconfig:${target}/usr/lib64/pkgconfig:${target}/usr/share/pkgconfig`,
      MINE: 'kept',
    });
  });

  it('makes the .venv for the first Python script, once for two that start at once, and uses it', async () => {
    lay(root, { '.venv/bin/python': 'left half-made', '.smechdeploy/venv.unfinished': '' });
    const commands = await Promise.all([
      scriptCommand(python('show'), context),
      scriptCommand(python('show'), context),
    ]);
    for (const { argv, cwd, env } of commands) {
      const [prefix, ...rest] = JSON.parse(execFileSync(argv[0], argv.slice(1), { cwd, env, encoding: 'utf8' }));
      expect(prefix).toBe(path.join(root, '.venv'));
      expect(rest).toEqual([root, target, path.join(root, '.venv')]);
    }
    const { env } = await scriptCommand(shell('show'), context);
    expect(env.PATH?.split(':')[0]).toBe(path.join(root, '.venv/bin'));
  }, 120_000);
});

describe('ensureVenv', () => {
  it('keeps what is whole', async () => {
    lay(root, { '.venv/mine': '' });
    expect(await ensureVenv(root)).toBe(path.join(root, '.venv/bin/python'));
    expect(existsSync(path.join(root, '.venv/mine'))).toBe(true);
    expect(existsSync(path.join(root, '.smechdeploy/venv.unfinished'))).toBe(false);
  });

  it('does not touch a broken one that it did not begin', async () => {
    const dir = lay(path.join(base, 'broken'), { '.venv/lib/mine': '' });
    const message = `${dir}/.venv has no working bin/python: remove the folder, and it is made anew on the next run.`;
    await expect(ensureVenv(dir)).rejects.toMatchObject({ message, exitCode: 3 });
    expect(existsSync(path.join(dir, '.venv/lib/mine'))).toBe(true);
  });
});

describe('inputs', () => {
  it('are the globs of smech-input comments with their lines', () => {
    expect(declaredInputs(readFileSync(path.join(root, 'bin/declares.sh'), 'utf8'))).toEqual([
      { glob: 'config/**/*.conf', line: 1 },
      { glob: 'data/one.txt', line: 2 },
      { glob: 'not/there/*', line: 3 },
    ]);
  });

  it('are the script and each declared file by hash; what appears or changes shows', async () => {
    const before = await scriptInputs(shell('declares'), root);
    expect(Object.keys(before).sort()).toEqual([
      'bin/declares.sh',
      'config/a.conf',
      'config/deep/.b.conf',
      'data/one.txt',
      'not/there/*',
    ]);
    expect(before['not/there/*']).toBe('nothing');
    lay(root, { 'not/there/now': 'x', 'config/a.conf': 'changed' });
    const after = await scriptInputs(shell('declares'), root);
    expect(after['not/there/now']).toMatch(/^[0-9a-f]{64}$/);
    expect(after['not/there/*']).toBeUndefined();
    expect(after['config/a.conf']).not.toBe(before['config/a.conf']);
    expect(after['data/one.txt']).toBe(before['data/one.txt']);
  });

  it.each(['../secret', '/etc/passwd', 'config/../../x'])('refuse %s', async (glob) => {
    lay(root, { 'bin/leaves.sh': `\n# smech-input: ${glob}\n` });
    const message = `bin/leaves.sh:2: the input ${glob} leaves the deploy root: declare files below ${root}.`;
    await expect(scriptInputs(shell('leaves'), root)).rejects.toMatchObject({ message, exitCode: 2 });
  });

  it('refuse a link out of the deploy root', async () => {
    lay(root, { 'bin/linked.sh': '# smech-input: outside/*\n' });
    mkdirSync(path.join(root, 'outside'));
    lay(base, { 'secret.txt': '' });
    symlinkSync(path.join(base, 'secret.txt'), path.join(root, 'outside/link'));
    await expect(scriptInputs(shell('linked'), root)).rejects.toMatchObject({
      message: `bin/linked.sh:1: the input outside/link is a symbolic link to ${base}/secret.txt, outside the deploy root: copy it into ${root}.`,
      exitCode: 2,
    });
  });
});

describe('tailProgress', () => {
  it('reads what is appended from now on, to the end, and a file that is made anew', async () => {
    const log = path.join(base, 'log');
    writeFileSync(log, '[1/3] of an earlier attempt\n');
    const seen: number[] = [];
    const ended = new AbortController();
    const tail = tailProgress(log, ({ done }) => seen.push(done), ended.signal);
    appendFileSync(log, '[2/3] a\n[3/');
    while (seen.length < 1) await sleep(20);
    rmSync(log);
    writeFileSync(log, '[1/9] x\n');
    while (seen.length < 2) await sleep(20);
    appendFileSync(log, '[7/9] last\n');
    ended.abort();
    await tail;
    expect(seen).toEqual([2, 1, 7]);
  });
});

describe('runScript', () => {
  /** In a process of its own, as a unit is: its output goes to the log. */
  function start(name: string, text: string, language: 'bash' | 'python' = 'bash') {
    const file = `bin/${name}.${language === 'bash' ? 'sh' : 'py'}`;
    lay(root, { [file]: text });
    const log = path.join(base, `${name}.log`);
    const program = `
      import { runScript } from ${JSON.stringify(programEntry('scripts/run.js'))};
      import { appendFileSync } from 'node:fs';
      const abort = new AbortController();
      process.on('SIGTERM', () => abort.abort());
      const say = (value) => appendFileSync(${JSON.stringify(`${log}.said`)}, JSON.stringify(value) + '\\n');
      const run = { ...${JSON.stringify({ ...context, logFile: log })}, progress: (...all) => say(all), signal: abort.signal };
      await runScript(${JSON.stringify({ name, path: file, language })}, run).catch((error) => {
        say({ message: error.message, exitCode: error.exitCode });
        process.exitCode = error.exitCode;
      });`;
    const out = spawnToFile(log, program);
    const said = () =>
      existsSync(`${log}.said`)
        ? readFileSync(`${log}.said`, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : [];
    return { ...out, said, log: () => readFileSync(log, 'utf8') };
  }

  it('runs bash and Python with their output in the log and progress from it', async () => {
    const bash = start('works', 'echo "::progress 1/2 half"; sleep 0.5; echo "::progress 2/2 all" >&2\n');
    const py = start(
      'works_too',
      'import time\nprint("[ 50%] half")\ntime.sleep(0.5)\nprint("[100%] all")\n',
      'python',
    );
    expect([await bash.exit, await py.exit]).toEqual([0, 0]);
    expect(bash.log()).toContain('$ bash bin/works.sh\n::progress 1/2 half\n::progress 2/2 all\n');
    expect(bash.said()).toEqual([
      [1, 2, 'half'],
      [2, 2, 'all'],
    ]);
    expect(py.said()).toEqual([
      [50, 100, 'half'],
      [100, 100, 'all'],
    ]);
  });

  it('says how a script failed, and gives it no input to wait for', async () => {
    const { exit, said, log } = start('fails', 'read -r answer || { echo "error: no answer" >&2; exit 7; }\n');
    expect(await exit).toBe(1);
    expect(log()).toContain('error: no answer');
    expect(said()).toEqual([
      { message: 'bin/fails.sh exited with 7: its log says why; mend it, then run fails again.', exitCode: 1 },
    ]);
  });

  it('ends the script and what it started when it is cancelled', async () => {
    const { exit, pid, said, log } = start('waits', 'sleep 300 & echo "child $!"; wait\n');
    while (!/child \d+/.test(log())) await sleep(20);
    const child = Number(/child (\d+)/.exec(log())?.[1]);
    process.kill(pid, 'SIGTERM');
    expect(await exit).toBe(130);
    expect(said()).toEqual([{ message: 'bin/waits.sh was cancelled: run waits again to go on.', exitCode: 130 }]);
    // Whoever inherits it may take a moment to collect it.
    await expect.poll(() => processState(child), { timeout: 5000 }).toMatch(/^(gone|Z)$/);
  });
});

/** As in /proc/PID/stat; `gone` once it is collected. */
function processState(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .slice(0, 1);
  } catch {
    return 'gone';
  }
}

describe('scriptTemplate', () => {
  it.each(['bash', 'python'] as const)('is a %s script that runs as it is', (language) => {
    const [file, text] = [
      `bin/fresh.${language === 'bash' ? 'sh' : 'py'}`,
      scriptTemplate('fresh', language, '/mnt/x'),
    ];
    lay(root, { [file]: text });
    expect(declaredInputs(text)).toEqual([]);
    expect(execFileSync(path.join(root, file), { encoding: 'utf8' })).toBe(
      '::progress 0/1 installing\n::progress 1/1 done\n',
    );
  });
});

function spawnToFile(log: string, program: string) {
  writeFileSync(log, '');
  const child = spawn(
    'sh',
    ['-c', 'exec "$0" --input-type=module -e "$1" >>"$2" 2>&1', process.execPath, program, log],
    { cwd: '/' },
  );
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { exit, pid: child.pid ?? -1 };
}
