import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** Clock ticks of /proc/PID/stat in a second: fixed on Linux for all programs. */
const TICKS = 100;
/** A frame that Ink writes in one piece ends with the end of a synchronized update. */
const FRAME_END = '\u001b[?2026l';

export interface Watched {
  pid: number;
  waitFor: (pattern: RegExp, timeoutMs?: number) => Promise<void>;
  send: (keys: string) => void;
  screen: () => string;
  /** Everything written while it is being measured, or from its start until the first measurement. */
  written: () => string;
  /** What it writes and what its processes use in the next `seconds`. */
  measure: (seconds: number, pids?: number[]) => Promise<Measured>;
  close: () => void;
}

export interface Measured {
  bytes: number;
  /** Pieces that end a synchronized update; where a program has none, the pieces the terminal was sent. */
  frames: number;
  /** Largest piece in bytes. */
  largestFrame: number;
  /** Of one core, 0 to 1. */
  cpu: number;
  seconds: number;
  /** Clears of the whole screen or of what was scrolled out. */
  clears: number;
}

/** A program in a pseudo-terminal, with a terminal that shows what it writes. */
export function watch(
  argv: string[],
  options: { cwd: string; env: Record<string, string>; columns: number; rows: number },
): Watched {
  const { cwd, env, columns: cols, rows } = options;
  const [file = '', ...args] = argv;
  const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
  const child = spawn(file, args, { cwd, cols, rows, name: 'xterm-256color', env });
  const pieces: string[] = [];
  let collect = true;
  child.onData((data) => {
    if (collect) pieces.push(data);
    terminal.write(data);
  });
  const screen = () =>
    Array.from(
      { length: rows },
      (_, row) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)?.translateToString(true) ?? '',
    ).join('\n');
  return {
    pid: child.pid,
    screen,
    written: () => pieces.join(''),
    send: (keys) => child.write(keys),
    waitFor: async (pattern, timeoutMs = 60_000) => {
      for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; await sleep(5))
        if (pattern.test(screen())) return;
      throw new Error(`Not shown within ${timeoutMs} ms: ${pattern}\n${screen()}`);
    },
    measure: async (seconds, pids = [child.pid]) => {
      pieces.length = 0;
      collect = true;
      const before = cpuSeconds(pids);
      const began = performance.now();
      await sleep(seconds * 1000);
      const took = (performance.now() - began) / 1000;
      const cpu = (cpuSeconds(pids) - before) / took;
      collect = false;
      return { ...count(pieces), cpu, seconds: took };
    },
    close: () => {
      child.kill('SIGKILL');
      terminal.dispose();
    },
  };
}

function count(pieces: string[]): Omit<Measured, 'cpu' | 'seconds'> {
  const all = pieces.join('');
  const synchronized = all.includes(FRAME_END);
  const frames = synchronized ? all.split(FRAME_END).filter((frame) => frame !== '') : pieces;
  const sizes = frames.map((frame) => Buffer.byteLength(frame));
  return {
    bytes: Buffer.byteLength(all),
    frames: frames.length,
    largestFrame: Math.max(0, ...sizes),
    clears: all.split('\u001b[2J').length + all.split('\u001b[3J').length - 2,
  };
}

/** User and system time of these processes so far, in seconds; 0 for one that has ended. */
function cpuSeconds(pids: number[]): number {
  return [...new Set(pids)].reduce((sum, pid) => {
    const fields = statOf(pid);
    return fields ? sum + (Number(fields[11]) + Number(fields[12])) / TICKS : sum;
  }, 0);
}

/** Fields of /proc/PID/stat after the name, from the state on (proc(5)); null once the process is gone. */
function statOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Processes whose command line holds all these words. */
export function findProcesses(...words: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return words.every((word) => command.includes(word));
      } catch {
        return false;
      }
    });
}
