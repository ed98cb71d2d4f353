import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { describe, expect, it, onTestFinished } from 'vitest';
import { programEntry } from '../../src/host/package.js';
import { deployRoot } from '../runner/deploy-root.js';
import { until } from '../runner/tools.js';

/** The command line on a terminal, with what an operator would see there. */
function onTerminal(deploy: ReturnType<typeof deployRoot>, ...args: string[]) {
  const size = { cols: 80, rows: 24 };
  const screen = new xterm.Terminal({ ...size, allowProposedApi: true });
  const pty = spawn(process.execPath, [programEntry('cli.js'), ...args], {
    ...size,
    cwd: deploy.root,
    env: { ...deploy.env, TERM: 'xterm-256color' },
  });
  onTestFinished(() => pty.kill('SIGKILL'));
  let raw = '';
  pty.onData((data) => {
    raw += data;
    screen.write(data);
  });
  const exit = new Promise<number>((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)));
  const text = () => {
    const { active } = screen.buffer;
    return Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '').join(
      '\n',
    );
  };
  return { press: (keys: string) => pty.write(keys), text, exit, raw: () => raw };
}

describe('run on a terminal', { timeout: 60_000 }, () => {
  it('keeps what runs at the bottom, is left by d, and cancelled by a second Ctrl-C alone', async () => {
    const deploy = deployRoot({ '01_a': 'echo "::progress 3/8 thinking"; sleep 300\n' });
    const first = onTerminal(deploy, 'run');
    await until('progress', () => first.text().includes('3/8 thinking'), 20);
    expect(first.text()).toMatch(/0\/1 running/);
    first.press('d');
    expect(await first.exit).toBe(0);
    expect(first.text()).toContain('goes on');
    expect(first.text()).not.toContain('3/8 thinking');
    expect(first.raw()).not.toContain('\x1b[2J');
    // Bar and title are told to the terminal, and taken back.
    for (const part of ['\x1b]9;4;1;0\x07', '\x1b[22;2t\x1b]2;0% smechvisor', '\x1b]9;4;0\x07', '\x1b[23;2t'])
      expect(first.raw()).toContain(part);
    expect((await deploy.status()).run?.state).toBe('running');

    expect((await deploy.cli('cancel')).code).toBe(0);
    const second = onTerminal(deploy, 'run', '--no-color');
    await until('progress', () => second.text().includes('3/8 thinking'), 20);
    second.press('\x03');
    await until('the question', () => second.text().includes('Ctrl-C again cancels'));
    expect((await deploy.status()).run?.state).toBe('running');
    second.press('\x03');
    expect(await second.exit).toBe(130);
    expect(second.text()).toContain('Cancelled after');
    for (const color of ['33m', '36m', '2m']) expect(second.raw()).not.toContain(`\x1b[${color}`);
  });
});
