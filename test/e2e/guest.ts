import { copyFileSync, createWriteStream, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import xterm from '@xterm/headless';
import { execa, type ResultPromise } from 'execa';
import { chooseAccel } from '../../src/verify/accel.ts';
import { findOvmf } from '../../src/verify/ovmf.ts';
import { type Firmware, qemuProgram } from '../../src/verify/qemu-argv.ts';
import { SerialConsole } from '../../src/verify/serial.ts';
import { stateDir } from './places.ts';
import { execute, expectExit } from './program.ts';

export interface GuestOptions {
  /** Names its log in .smechdeploy/e2e/logs. */
  name: string;
  firmware: Firmware;
  /** Started first where it is given. */
  iso?: string;
  /** Raw images, the first one first to start without an ISO. */
  disks: string[];
  /** A port of this machine that leads to the guest's 8080. */
  port?: number;
  /** The guest's address in QEMU's network 10.0.2.0/24, where DHCP does not give it one. */
  address?: string;
  /** A network card (last two digits of its address) on a cable to other machines (its port on this one). */
  cable?: { card: string; port: number };
  /** A desktop's machine: more memory, a graphics adapter with a driver, and a QMP socket for pictures of its screen. */
  desktop?: { control: string };
}

/** A virtual machine, driven over its serial console: as text that has come, and as the screen a terminal would show. */
export class Guest {
  readonly #machine: ResultPromise;
  readonly #serial: SerialConsole;
  readonly #terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  /** Where the next wait begins. */
  #from = 0;
  #gone = false;

  private constructor(argv: string[], log: string) {
    const [program = '', ...args] = argv;
    mkdirSync(path.dirname(log), { recursive: true });
    const file = createWriteStream(log);
    const machine = execa(program, args, { reject: false, buffer: { stdout: false }, stdin: 'pipe' });
    this.#machine = machine;
    machine.stdin.on('error', () => undefined);
    this.#serial = new SerialConsole(
      (keys) => machine.stdin.write(keys),
      (text) => file.write(text),
    );
    machine.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      this.#serial.append(chunk);
      this.#terminal.write(chunk);
    });
    void machine.finally(() => {
      this.#gone = true;
      file.end();
    });
  }

  static async start(options: GuestOptions): Promise<Guest> {
    const log = path.join(stateDir, 'logs', `${options.name}.log`);
    return new Guest(await argvOf(options), log);
  }

  /**
   * Starts a machine and takes it through its first steps. An emulated one on a busy host may get its first timer ticks too late for the
   * kernel, which gives up then: it is started again.
   */
  static async boot(options: GuestOptions, steps: (guest: Guest) => Promise<unknown>): Promise<Guest> {
    for (let tries = 1; ; tries++) {
      const guest = await Guest.start(options);
      try {
        await steps(guest);
        return guest;
      } catch (error) {
        await guest.stop();
        if (tries === 5 || !guest.text.includes("IO-APIC + timer doesn't work")) throw error;
        console.log(`${options.name}: the emulated timer was late, started again`);
      }
    }
  }

  /** Waits until the text after what was waited for last matches. */
  async waitFor(pattern: RegExp, seconds = 900): Promise<string> {
    const late = AbortSignal.timeout(seconds * 1000);
    const ended = new AbortController();
    const watch = this.#machine.then(() => sleep(200)).then(() => ended.abort());
    try {
      const signal = AbortSignal.any([late, ended.signal]);
      const found = await this.#serial.waitFor(pattern, { from: this.#from, signal });
      this.#from = found.end;
      return found.match;
    } catch {
      void watch;
      const how = this.#gone ? 'the machine ended' : `not within ${seconds} s`;
      throw new Error(`${pattern}: ${how}; last lines:\n${this.#serial.text.slice(-1500)}\nscreen:\n${this.screen()}`);
    }
  }

  send(keys: string): void {
    this.#serial.write(keys);
  }

  /** Everything that has come over the serial line. */
  get text(): string {
    return this.#serial.text;
  }

  screen(): string {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    ).join('\n');
  }

  /** Waits until the screen shows a dialog with a text, whole (its buttons are drawn last), then sends keys. */
  async answer(shown: string, keys: string, seconds = 900): Promise<string> {
    const deadline = Date.now() + seconds * 1000;
    while (!this.screen().includes(shown) || !/<(?:Ok|Back|Leave)>/.test(this.screen())) {
      if (this.#gone || Date.now() > deadline) throw new Error(`Not on the screen: ${shown}\n${this.screen()}`);
      await sleep(100);
    }
    const screen = this.screen();
    this.send(keys);
    return screen;
  }

  async login(password: string): Promise<void> {
    await this.waitFor(/login: $/);
    this.send('root\r');
    await this.waitFor(/Password: $/);
    this.send(`${password}\r`);
  }

  /** Runs a command at the root shell that was logged in to; fails where the command does. */
  async shell(command: string, seconds = 900): Promise<string> {
    // The shell shows what is typed: the marks are not in it as they are printed.
    this.send(`printf '<%s>\\n' begin; ${command}; printf '<%s %s>\\n' end $?\r`);
    const output = await this.waitFor(/<begin>\n[\s\S]*?<end \d+>/, seconds);
    const [, said = '', status] = /^<begin>\n([\s\S]*?)<end (\d+)>$/.exec(output) ?? [];
    if (status !== '0') throw new Error(`${command} ended with ${status}:\n${said}`);
    return said.trim();
  }

  /** Waits for the machine to switch itself off or to restart. */
  async end(seconds = 900): Promise<void> {
    const late = sleep(seconds * 1000, 'late', { ref: false });
    if ((await Promise.race([this.#machine, late])) === 'late')
      throw new Error(`The machine did not end within ${seconds} s:\n${this.#serial.text.slice(-1500)}`);
  }

  /** Pulls the plug. */
  async stop(): Promise<void> {
    this.#machine.kill('SIGKILL');
    await this.#machine;
    this.#terminal.dispose();
  }
}

async function argvOf({
  name,
  firmware,
  iso,
  disks,
  port,
  address = '',
  cable,
  desktop,
}: GuestOptions): Promise<string[]> {
  const accel = await chooseAccel();
  const medium = iso === undefined ? [] : [{ file: iso, device: 'ide-cd', rest: ',media=cdrom,readonly=on' }];
  const drives = [...medium, ...disks.map((file) => ({ file, device: 'virtio-blk-pci', rest: ',cache=unsafe' }))];
  return [
    ...[
      qemuProgram,
      '-nodefaults',
      '-no-user-config',
      '-no-reboot',
      '-M',
      'q35',
      '-smp',
      '2',
      '-m',
      desktop ? '4096' : '1024',
    ],
    ...(accel === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'max']),
    ...(desktop ? desktopArgv(desktop) : ['-device', 'VGA']),
    ...['-display', 'none', '-device', 'intel-iommu,intremap=off', '-device', 'virtio-rng-pci'],
    ...['-chardev', 'stdio,id=serial,signal=off', '-serial', 'chardev:serial'],
    ...(firmware === 'uefi' ? firmwareArgv(name) : []),
    ...drives.flatMap(({ file, device, rest }, index) => [
      ...['-drive', `file=${file},format=raw,if=none,id=d${index}${rest}`],
      ...['-device', `${device},drive=d${index},bootindex=${index}`],
    ]),
    ...(port === undefined
      ? []
      : ['-netdev', `user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:${port}-${address}:8080`].concat(
          '-device',
          'virtio-net-pci,netdev=net,romfile=',
        )),
    ...(cable === undefined
      ? []
      : ['-netdev', `socket,id=cable,connect=127.0.0.1:${cable.port}`].concat(
          '-device',
          `virtio-net-pci,netdev=cable,romfile=,mac=52:54:00:00:00:${cable.card}`,
        )),
  ];
}

const desktopArgv = ({ control }: { control: string }) => [
  ...['-device', 'virtio-vga,xres=1024,yres=768', '-device', 'virtio-tablet-pci', '-device', 'virtio-keyboard-pci'],
  ...['-qmp', `unix:${control},server=on,wait=off`],
];

function firmwareArgv(name: string): string[] {
  const { code, vars } = findOvmf();
  const own = path.join(stateDir, `${name}.vars`);
  copyFileSync(vars, own);
  return [
    ...['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${code}`],
    ...['-drive', `if=pflash,format=raw,unit=1,file=${own}`],
  ];
}

/** A blank disk in the cases' folder, in place of one of that name. */
export function blankDisk(name: string, gib: number): string {
  const file = path.join(stateDir, `${name}.raw`);
  mkdirSync(stateDir, { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, '');
  truncateSync(file, gib * 2 ** 30);
  return file;
}

/** A small FAT disk with a label and files. */
export async function fatDisk(name: string, label: string, files: Record<string, string>): Promise<string> {
  const file = path.join(stateDir, `${name}.raw`);
  rmSync(file, { force: true });
  expectExit(await execute(['mkfs.fat', '-C', '-n', label, file, '8192']), 0, 'mkfs.fat');
  for (const [to, text] of Object.entries(files)) {
    const from = path.join(stateDir, `${name}.${to}`);
    writeFileSync(from, text);
    expectExit(await execute(['mcopy', '-i', file, from, `::${to}`]), 0, 'mcopy');
    rmSync(from);
  }
  return file;
}

/** A port of this machine that nothing uses. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Steps of `Guest.boot` for the install medium: its entry for the serial console, up to where it is about to install or to ask. */
export async function serialMedium(guest: Guest): Promise<void> {
  await guest.waitFor(/GNU GRUB[\s\S]*serial console/);
  guest.send('s');
  await guest.waitFor(/smechvisor-install: ready on/);
}

/** Steps of `Guest.boot` for an installed disk: its own GRUB and kernel, up to OpenRC. */
export const ownDisk = (guest: Guest) => guest.waitFor(/OpenRC \S+ is starting up/);
