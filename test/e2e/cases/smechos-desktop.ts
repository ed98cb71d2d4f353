import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decode } from 'fast-png';
import { screenshot } from '../../../src/verify/screenshot.ts';
import { smechosEnv } from '../clone.ts';
import { Guest, type GuestOptions, ownDisk } from '../guest.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const reference = path.join(stateDir, 'reference-desktop');
const session = 'session active';
/** From power-on; emulation takes minutes for what a processor does in seconds. */
const minutes = 25;

interface Desktop {
  name: string;
  /** Compiled beside what is restored. */
  compiled: string[];
  settings: object;
  /** What KWin must have loaded, by path. */
  loads: RegExp[];
}

/** What is restored instead of compiled is left out. */
const order = (compiled: string[]) => [
  ...['restore_utils', 'restore_lib64', 'restore_etc', 'deploy_openrc', 'edit_inittab', 'write_unreadable_etc'],
  ...['02_compile_grub_efi', ...compiled, '05_configure_plasma', '06_copy_kwin_deps', '07_copy_qt6uitools'],
  ...['compile_kernel', 'pack_smechos_image'],
];

const pictureOf = ({ name }: Desktop) => path.join(stateDir, `logs/${name}.png`);

const restored: Desktop = {
  name: 'smechos-desktop',
  compiled: [],
  settings: {},
  loads: [/x86_64-linux-gnu\/libgallium/],
};
const ownMesa: Desktop = {
  name: 'smechos-desktop-mesa',
  compiled: ['03_compile_qt_deps', 'compile_mesa_stack'],
  settings: { enable: ['compile_mesa_stack'], mesa: { llvmpipe: true } },
  loads: [/^\/usr\/lib\/libgallium/m],
};
/** Compiled against our own Mesa, and drawing by the restored one. */
const ownKwin: Desktop = {
  name: 'smechos-desktop-kwin',
  compiled: [...ownMesa.compiled, '04_compile_kde_stack'],
  settings: { enable: ['04_compile_kde_stack'], kde: { modules: ['kwin'] } },
  loads: [...restored.loads, /^\/usr\/lib\/libkwin\.so/m, /^\/usr\/lib\/libKF6ConfigCore\.so/m],
};

/** A reference host with Plasma gives an image that logs in by itself; its screen is kept. SMECHDEPLOY_E2E_SMECHOS: an image that is there already. */
export const smechosDesktop: Case = {
  title: 'a reference host with Plasma: images/smechos.img logs in by itself into a Plasma Wayland session',
  run: () => show(restored, process.env.SMECHDEPLOY_E2E_SMECHOS),
};

export const smechosDesktopMesa: Case = {
  title: 'the same desktop, drawn by our own Mesa with llvmpipe',
  run: () => show(ownMesa),
};

/** SMECHDEPLOY_E2E_ESSENTIALS: a folder with source trees, where a module's archive can't be had. */
export const smechosDesktopKwin: Case = {
  title: 'the same desktop, with a KWin and its frameworks that were compiled here',
  run: () => show(ownKwin),
};

async function show(desktop: Desktop, image?: string): Promise<void> {
  const picture = pictureOf(desktop);
  mkdirSync(path.dirname(picture), { recursive: true });
  rmSync(picture, { force: true });
  const disk = await withRootShell(image ?? (await build(desktop)));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'smechdeploy-desktop-'));
  const control = path.join(folder, 'qmp');
  const options: GuestOptions = { name: desktop.name, firmware: 'uefi', disks: [disk], desktop: { control } };
  const guest = await Guest.boot(options, async (machine) => {
    await machine.waitFor(/GNU GRUB[\s\S]*serial console/);
    machine.send('s');
    await ownDisk(machine);
  });
  try {
    await checkSession(guest, control, desktop);
  } finally {
    await screenshot(control, picture);
    await guest.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build({ name, compiled, settings }: Desktop): Promise<string> {
  const root = path.join(stateDir, name);
  const own = smechosEnv(root);
  rmSync(root, { recursive: true, force: true });
  const create = ['reference', 'create', reference, '--desktop'];
  if (!existsSync(reference)) expectExit(await smechdeploy(create, { env: own, show: true }), 0, 'reference create');
  expectExit(await smechdeploy(['init', root], { env: own }), 0, 'init');
  writeFileSync(
    path.join(root, 'build_order.txt'),
    order(compiled)
      .map((phase) => `${phase}\n`)
      .join(''),
  );
  writeFileSync(path.join(root, 'smechdeploy.json'), JSON.stringify(settings));
  const trees = process.env.SMECHDEPLOY_E2E_ESSENTIALS;
  if (trees) cpSync(trees, path.join(root, 'essentials'), { recursive: true, verbatimSymlinks: true });
  const run = ['run', '--profile', 'smechos', '--reference', reference];
  expectExit(await smechdeploy(run, { cwd: root, env: own, show: true }), 0, 'run');
  return path.join(root, 'images/smechos.img');
}

/** A copy of the disk with a shell of root's on the serial line, where the image has a login: accounts have no password. */
async function withRootShell(image: string): Promise<string> {
  const disk = path.join(stateDir, 'smechos-desktop.raw');
  expectExit(await execute(['cp', '--sparse=always', image, disk]), 0, 'cp');
  const table = JSON.parse(expectExit(await execute(['sfdisk', '--json', disk]), 0, 'sfdisk').stdout);
  const { partitions } = table.partitiontable as { partitions: { name: string; start: number }[] };
  const start = partitions.find(({ name }) => name === 'root')?.start;
  if (start === undefined) throw new Error(`${image} has no partition root`);
  const rootPart = `${disk}?offset=${start * 512}`;
  const inittab = expectExit(await execute(['debugfs', '-R', 'cat /etc/inittab', rootPart]), 0, 'debugfs').stdout;
  const shell = 's0:2345:respawn:/usr/bin/setsid -c /bin/bash </dev/ttyS0 >/dev/ttyS0 2>&1';
  if (!/^s0:.*$/m.test(inittab)) throw new Error(`etc/inittab has no login on the serial line:\n${inittab}`);
  const [file, commands] = [`${disk}.inittab`, `${disk}.debugfs`];
  writeFileSync(file, inittab.replace(/^s0:.*$/m, shell));
  writeFileSync(commands, `rm /etc/inittab\nwrite ${file} /etc/inittab\nsif /etc/inittab mode 0100644\n`);
  expectExit(await execute(['debugfs', '-w', '-f', commands, rootPart]), 0, 'debugfs');
  for (const name of [file, commands]) rmSync(name);
  return disk;
}

/** The session is elogind's, active, on the seat; KWin and Plasma are the user's; and the screen shows a picture. */
async function checkSession(guest: Guest, control: string, desktop: Desktop): Promise<void> {
  const picture = pictureOf(desktop);
  const began = performance.now();
  const late = () => performance.now() - began > minutes * 60_000;
  const seconds = () => Math.round((performance.now() - began) / 1000);
  await guest.waitFor(/root@[^\s:]+:\S*# /, minutes * 60);
  const marks = {
    [session]: 'loginctl list-sessions --no-legend | grep -E " smech +seat0 .*active"',
    KWin: 'pgrep -u smech -x kwin_wayland',
    plasmashell: 'pgrep -u smech -x plasmashell',
    sound: 'pgrep -u smech -x wireplumber',
  };
  for (const [name, command] of Object.entries(marks)) {
    while (!(await holds(guest, command))) {
      if (name !== session && !(await holds(guest, marks[session])))
        throw new Error(`the session ended before ${name} came:\n${await story(guest)}`);
      if (late()) throw new Error(`no ${name} within ${minutes} minutes:\n${await story(guest)}`);
      await sleep(5000);
    }
    console.log(`${name} after ${seconds()} s`);
  }
  while ((await colours(control, picture)) < 1000) {
    if (late()) throw new Error(`no picture within ${minutes} minutes:\n${await story(guest)}`);
    await sleep(15_000);
  }
  console.log(`desktop on the screen after ${seconds()} s: ${picture}`);
  const maps = 'grep -ho "/[^ ]*[.]so[^ ]*" /proc/$(pgrep -u smech -x kwin_wayland | head -1)/maps | sort -u';
  const loaded = await guest.shell(maps);
  const lacking = desktop.loads.filter((library) => !library.test(loaded));
  console.log(
    `KWin draws by ${loaded
      .split('\n')
      .filter((file) => file.includes('libgallium'))
      .join(', ')}`,
  );
  if (lacking.length > 0) throw new Error(`KWin has not loaded ${lacking.join(', ')}, but\n${loaded}`);
  // What is left to draw, and whether it stays.
  await sleep(120_000);
  await guest.shell(Object.values(marks).join(' && '));
}

const holds = async (guest: Guest, command: string) =>
  (await guest.shell(`{ ${command}; } >/dev/null && echo there || echo not yet`)) === 'there';

const story = (guest: Guest) =>
  guest.shell(
    'loginctl; ps -u smech -o etimes,time,args | cut -c1-100; tail -n 40 /home/smech/.local/share/sddm/*.log',
  );

/** How many there are on the screen: a console has a few, a wallpaper thousands. */
async function colours(control: string, picture: string): Promise<number> {
  if ((await screenshot(control, picture)) === null) return 0;
  const { data, channels } = decode(readFileSync(picture));
  const found = new Set<number>();
  for (let at = 0; at + 2 < data.length; at += channels)
    found.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
  return found.size;
}
