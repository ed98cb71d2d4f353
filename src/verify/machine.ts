import { execa } from 'execa';
import { prerequisiteError } from '../host/errors.js';
import { SerialConsole } from './serial.js';

/** KVM of some hosts, nested ones among them, runs a few instructions and then meets one that it can't. */
export const accelFailure = 'KVM of this host gave up (KVM internal error)';

export interface RunningMachine {
  /** Of the host; undefined where QEMU did not start. */
  pid: number | undefined;
  serial: SerialConsole;
  /** Ends when the machine does, with a sentence; rejects where QEMU is not there. */
  ended: Promise<string>;
  /** Ends with a sentence when the acceleration gave up under a machine, which then stands still; never otherwise. */
  stuck: Promise<string>;
  /** Ends it and waits for that. */
  stop: () => Promise<void>;
}

/** Starts QEMU with the serial line on its stdin and stdout. */
export function startMachine([file = '', ...args]: string[], onText: (text: string) => void): RunningMachine {
  const machine = execa(file, args, {
    reject: false,
    stdin: 'pipe',
    buffer: { stdout: false },
    // A machine whose processor hangs in the kernel does not hear SIGTERM.
    forceKillAfterDelay: 2000,
  });
  // It may end while keys are on their way.
  machine.stdin.on('error', () => undefined);
  const serial = new SerialConsole((keys) => machine.stdin.write(keys), onText);
  machine.stdout.setEncoding('utf8').on('data', (chunk: string) => serial.append(chunk));
  const ended = machine.then((result) => {
    if (result.code === 'ENOENT') {
      throw prerequisiteError(
        `QEMU is missing (${file}): install the package qemu-system-x86, or run \`smechdeploy-tui doctor --fix\`.`,
      );
    }
    const said = result.stderr.split('\n').find((line) => line.trim() !== '' && !line.includes('warning:'));
    return result.exitCode === 0 || said === undefined
      ? 'the machine switched itself off or restarted'
      : `QEMU ended: ${said}`;
  });
  ended.catch(() => undefined);
  const stuck = new Promise<string>((resolve) => {
    let said = '';
    machine.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-4096);
      if (said.includes('KVM internal error')) resolve(accelFailure);
    });
  });
  return {
    stuck,
    pid: machine.pid,
    serial,
    ended,
    stop: async () => {
      machine.kill();
      await machine;
    },
  };
}
