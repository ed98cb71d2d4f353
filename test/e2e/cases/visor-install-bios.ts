import { needIso } from '../clone.ts';
import { blankDisk, fatDisk, freePort, Guest } from '../guest.ts';
import { checkNode } from '../installed-node.ts';
import type { Case } from './index.ts';

const password = 'Bios pass $1 "quoted"';

/** Answers on a second disk that the medium finds by its label; the installed disk then starts alone. */
export const visorInstallBios: Case = {
  title: 'BIOS: unattended install from a labelled answers disk, then the disk alone: login, services, dashboard',
  async run() {
    const disk = blankDisk('install-bios', 4);
    const answers = await fatDisk('answers-bios', 'SMECHANSWER', {
      answers: `# for the test\ndisk=only\nerase=yes\npassword=${password}\nhostname=node-bios\ntimezone=Europe/Berlin\nkeyboard=de\n`,
    });
    const began = performance.now();
    const medium = await Guest.start({
      ...{ name: 'visor-install-bios-medium', firmware: 'bios', iso: needIso(), disks: [disk, answers] },
    });
    try {
      await medium.waitFor(/GNU GRUB[\s\S]*serial console/);
      medium.send('s');
      await medium.waitFor(/unattended installation in 5 s/);
      await medium.waitFor(/smechvisor-install: SmechVisor \S+ is installed on vda/);
      await medium.end();
      console.log(`Installed in ${Math.round((performance.now() - began) / 1000)} s from power-on`);
      if (medium.text.includes(password)) throw new Error('the password stands on the console');
    } finally {
      await medium.stop();
    }
    const port = await freePort();
    const node = await Guest.start({ name: 'visor-install-bios-node', firmware: 'bios', disks: [disk], port });
    try {
      await checkNode(node, { name: 'node-bios', password, zone: 'CET', port });
      node.send('touch /etc/smechvisor/install-incomplete; reboot\r');
      await node.end();
    } finally {
      await node.stop();
    }
    const marked = await Guest.start({ name: 'visor-install-bios-marked', firmware: 'bios', disks: [disk] });
    try {
      await marked.waitFor(/cannot start: the installation on \/dev\/vda4 did not come to its end/);
    } finally {
      await marked.stop();
    }
  },
};
