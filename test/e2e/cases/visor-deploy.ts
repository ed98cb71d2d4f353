import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Cable, type Fault } from '../cable.ts';
import { needIso } from '../clone.ts';
import { blankDisk, Guest } from '../guest.ts';
import type { Case } from './index.ts';

const password = 'a passphrase of the site';
/** The shim's answers on the kernel's command line. */
const answers = [
  'disk=vda',
  'erase=yes',
  'interface=eth0',
  'address=10.9.0.2/24',
  'hostname=second',
  'finish=poweroff',
];

interface Ends {
  node: Guest;
  shim: Guest;
  cable: Cable;
}

/** A machine without a system on it gets one over the network, from the install medium's live system. */
export const visorDeploy: Case = {
  title: 'a node deploys another machine over a private network, whose disk then boots alone',
  async run() {
    const size = statSync(needIso('shim')).size;
    console.log(`The shim's ISO has ${(size / 1e6).toFixed(1)} MB`);
    if (size > 40e6) throw new Error('the shim is larger than 40 MB');
    const disk = blankDisk('deployed', 4);
    await deploy(disk);
    for (const [name, look] of Object.entries({ alone: upgradesItself, upgraded: isUpgraded })) {
      const guest = await Guest.start({ name: `deploy-${name}`, firmware: 'bios', disks: [disk] });
      try {
        await bootsAlone(guest);
        await look(guest);
      } finally {
        await guest.stop();
      }
    }
  },
};

async function deploy(disk: string): Promise<void> {
  const cable = await Cable.lay(9192);
  const on = (card: string) => ({ cable: { card, port: cable.port }, firmware: 'bios' as const });
  const guests: Guest[] = [];
  try {
    const shim = await Guest.start({ name: 'deploy-shim', iso: needIso('shim'), disks: [disk], ...on('02') });
    guests.push(shim);
    const node = await Guest.start({ name: 'deploy-node', iso: needIso(), disks: [], ...on('01') });
    guests.push(node);
    await startKernel(
      shim,
      answers.map((answer) => `smech.${answer}`),
    );
    await startNode(node);
    const code = (await shim.waitFor(/^Code: \S{7}$/m)).slice(-7);
    console.log(`The shim shows ${code}`);
    const ends = { node, shim, cable };
    await refused(ends, code.startsWith('2') ? '3333333' : '2222222', null, /The code is wrong/);
    // Some packages have gone through by then.
    await refused(ends, code, { after: 300_000, kind: 'cut' }, /The connection was cut|The other end (?:took|was)/);
    await refused(
      ends,
      code,
      { after: 300_000, kind: 'flip' },
      /The shim says: What came over the connection was changed/,
    );
    if (!isBlank(disk)) throw new Error('the disk was touched by a deployment that was refused');
    node.send(`spk-visor deploy-system-img-copy ${code}\r`);
    await node.waitFor(/SmechVisor is installed on vda as second/, 1200);
    await shim.waitFor(/this machine is installed/);
    await shim.end();
  } finally {
    for (const guest of guests) await guest.stop();
    cable.remove();
  }
}

/** Starts the medium's kernel with these words, typed at the boot menu's command line. */
async function startKernel(guest: Guest, words: string[]): Promise<void> {
  await guest.waitFor(/GNU GRUB[\s\S]*serial console/);
  guest.send('c');
  await guest.waitFor(/grub> $/);
  guest.send(`${['linux /boot/vmlinuz', ...words, 'console=ttyS0,115200'].join(' ')}\r`);
  await guest.waitFor(/grub> $/);
  guest.send('initrd /boot/initramfs.img\r');
  await guest.waitFor(/grub> $/);
  guest.send('boot\r');
}

/** The live system without services, with an address and a password. */
async function startNode(guest: Guest): Promise<void> {
  await startKernel(guest, ['smech.live', 'smech.rescue']);
  await guest.waitFor(/SmechVisor rescue shell/);
  await guest.waitFor(/# $/);
  await guest.shell('ip link set eth0 up && ip addr add 10.9.0.1/24 broadcast + dev eth0');
  await guest.shell(`echo 'root:${password}' | chpasswd -c sha512`);
}

/** Both screens say why, and the shim waits again. */
async function refused(
  { node, shim, cable }: Ends,
  code: string,
  fault: Fault | null,
  sentence: RegExp,
): Promise<void> {
  cable.plan(fault);
  node.send(`spk-visor deploy-system-img-copy ${code}\r`);
  console.log(`The node says: ${await node.waitFor(sentence, 240)}`);
  console.log(`The shim says: ${await shim.waitFor(/^Last try: .*$/m)}`);
  if (fault !== null && !cable.struck) throw new Error('the cable let everything through');
  cable.plan(null);
  await node.waitFor(/# $/);
}

/** From its disk, with the node's password, as a whole system that could deploy the next. */
async function bootsAlone(guest: Guest): Promise<void> {
  await guest.waitFor(/ready, \d+ services started, none crashed/, 240);
  guest.send('\r');
  await guest.login(password);
  await guest.waitFor(/# $/);
  if ((await guest.shell('uname -n')) !== 'second') throw new Error('it has another name');
  console.log(await guest.shell('spk-visor version && cd /var/lib/smechvisor/packages && sha256sum -c SHA256SUMS'));
}

/** By the packages that it has, as by newer ones: all files but the operator's are written again. */
async function upgradesItself(guest: Guest): Promise<void> {
  await guest.shell('echo changed >/etc/motd; echo damaged >/usr/sbin/update-grub; rm /usr/bin/whiptail');
  const said = await guest.shell('spk-visor entire-system-upgrade /var/lib/smechvisor/packages', 600);
  for (const expected of ['Kept, as it was changed here: /etc/motd', 'All files are replaced.', 'restart the machine'])
    if (!said.includes(expected)) throw new Error(`the upgrade does not say "${expected}":\n${said}`);
  guest.send('reboot\r');
  await guest.end(240);
}

async function isUpgraded(guest: Guest): Promise<void> {
  console.log(await guest.shell('cat /etc/motd; ls /usr/bin/whiptail /var/lib/smechvisor; update-grub'));
  if (!/^changed$/m.test(await guest.shell('cat /etc/motd'))) throw new Error("the operator's change is lost");
}

/** Where a partition table would be. */
function isBlank(file: string): boolean {
  const start = Buffer.alloc(1024 * 1024);
  const opened = openSync(file, 'r');
  readSync(opened, start);
  closeSync(opened);
  return start.every((byte) => byte === 0);
}
