import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { packageFile } from '../../src/host/package.js';

export interface RobotOptions {
  /** Default: this program. */
  command?: string[];
  args?: string[];
  cwd: string;
  env?: Record<string, string>;
  columns?: number;
  rows?: number;
  /** Program and arguments that start the interface's own in their place. */
  within?: string[];
}

/** Drives the program through a real pseudo-terminal and reads what a terminal would show. */
export class Robot {
  private readonly terminal: InstanceType<typeof xterm.Terminal>;
  private readonly child: ReturnType<typeof spawn>;
  /** All bytes the program wrote. */
  output = '';
  private ended: { exitCode: number; signal: number | undefined } | null = null;

  constructor({ command, args = [], cwd, env = {}, columns = 80, rows = 24, within = [] }: RobotOptions) {
    this.terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const inherited = Object.fromEntries(
      Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
    for (const name of ['CI', 'NODE_ENV', 'VITEST', 'NO_COLOR', 'FORCE_COLOR', 'SSH_CONNECTION', 'SMECH_TARGET'])
      delete inherited[name];
    const program = command ?? [process.execPath, packageFile('bin/smechdeploy-tui.mjs')];
    const [file = '', ...rest] = [...within, ...program, ...args];
    this.child = spawn(file, rest, {
      cwd,
      cols: columns,
      rows,
      name: env.TERM ?? 'xterm-256color',
      env: { ...inherited, LANG: 'C.UTF-8', ...env },
    });
    this.child.onData((data) => {
      this.output += data;
      this.terminal.write(data);
    });
    this.child.onExit(({ exitCode, signal }) => {
      this.ended = { exitCode, signal };
    });
  }

  get pid(): number {
    return this.child.pid;
  }

  /** The screen, line by line, without trailing blanks. */
  lines(): string[] {
    const { active } = this.terminal.buffer;
    return Array.from(
      { length: this.terminal.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    );
  }

  screen(): string {
    return this.lines().join('\n');
  }

  /** True while the alternate screen is shown. */
  fullScreen(): boolean {
    return this.terminal.buffer.active.type === 'alternate';
  }

  /** Waits until the screen shows it; fails with the screen as it is. */
  async waitFor(what: string | RegExp | ((screen: string) => boolean), timeoutMs = 20_000): Promise<string> {
    const fits =
      typeof what === 'function'
        ? what
        : (screen: string) => (typeof what === 'string' ? screen.includes(what) : what.test(screen));
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const screen = this.screen();
      if (fits(screen)) return screen;
      if (this.ended && fits(await this.lastScreen())) return this.screen();
      if (this.ended)
        throw new Error(`The program ended (${JSON.stringify(this.ended)}) before ${what} showed:\n${screen}`);
      if (Date.now() > deadline) throw new Error(`Not shown within ${timeoutMs} ms: ${what}\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  send(keys: string): void {
    this.child.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.child.resize(columns, rows);
  }

  /** The terminal goes away, as when its window is closed or the connection is lost. */
  hangUp(): void {
    // Its types leave this out.
    (this.child as unknown as { destroy: () => void }).destroy();
  }

  kill(signal: string): void {
    this.child.kill(signal);
  }

  async exit(timeoutMs = 10_000): Promise<{ exitCode: number; signal: number | undefined }> {
    const deadline = Date.now() + timeoutMs;
    while (!this.ended) {
      if (Date.now() > deadline) throw new Error(`The program did not end within ${timeoutMs} ms:\n${this.screen()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.lastScreen();
    return this.ended;
  }

  /** The screen once the terminal has read all that it was given. */
  private async lastScreen(): Promise<string> {
    await new Promise<void>((resolve) => this.terminal.write('', resolve));
    return this.screen();
  }

  /** Ends whatever is left. */
  close(): void {
    if (!this.ended) this.child.kill('SIGKILL');
    this.terminal.dispose();
  }
}
