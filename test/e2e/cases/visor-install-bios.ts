import { needIso } from '../clone.ts';
import { blankDisk, fatDisk, freePort, Guest, ownDisk } from '../guest.ts';
import { checkNode } from '../installed-node.ts';
import type { Case } from './index.ts';

const password = 'Bios pass $1 "quoted"';
const answersAt = 'smech.answers=LABEL=NODES:node1';

/** The medium by hand at GRUB's command line, with answers named on the kernel's. */
async function startMedium(guest: Guest): Promise<void> {
  await guest.waitFor(/GNU GRUB[\s\S]*serial console/);
  guest.send('c');
  await guest.waitFor(/grub>/);
  const linux = `linux /boot/vmlinuz smech.live quiet console=tty0 console=ttyS0,115200 ${answersAt}`;
  for (const line of [linux, 'initrd /boot/initramfs.img', 'boot']) guest.send(`${line}\r`);
  await guest.waitFor(/unattended installation in 5 s/);
}

/** Answers named on the kernel's command line; the installed disk then starts alone. */
export const visorInstallBios: Case = {
  title:
    'BIOS: unattended install from answers named on the command line, then the disk alone: login, services, dashboard',
  async run() {
    const disk = blankDisk('install-bios', 4);
    const answers = await fatDisk('answers-bios', 'NODES', {
      node1: `# for the test\ndisk=only\nerase=yes\npassword=${password}\nhostname=node-bios\ntimezone=Europe/Berlin\nkeyboard=de\n`,
    });
    const began = performance.now();
    const medium = await Guest.boot(
      { name: 'visor-install-bios-medium', firmware: 'bios', iso: needIso(), disks: [disk, answers] },
      startMedium,
    );
    try {
      await medium.waitFor(/smechvisor-install: SmechVisor \S+ is installed on vda/);
      await medium.end();
      console.log(`Installed in ${Math.round((performance.now() - began) / 1000)} s from power-on`);
      if (medium.text.includes(password)) throw new Error('the password stands on the console');
    } finally {
      await medium.stop();
    }
    const port = await freePort();
    const node = await Guest.boot({ name: 'visor-install-bios-node', firmware: 'bios', disks: [disk], port }, ownDisk);
    try {
      await checkNode(node, { name: 'node-bios', password, zone: 'CET', port });
      node.send('touch /etc/smechvisor/install-incomplete; reboot\r');
      await node.end();
    } finally {
      await node.stop();
    }
    const refusal = /cannot start: the installation on \/dev\/vda4 did not come to its end/;
    const marked = await Guest.boot({ name: 'visor-install-bios-marked', firmware: 'bios', disks: [disk] }, (guest) =>
      guest.waitFor(refusal),
    );
    await marked.stop();
  },
};
