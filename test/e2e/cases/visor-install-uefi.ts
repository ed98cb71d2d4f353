import { needIso } from '../clone.ts';
import { blankDisk, fatDisk, freePort, Guest } from '../guest.ts';
import { checkNode } from '../installed-node.ts';
import type { Case } from './index.ts';

const password = 'uefi-password';

async function startMedium(guest: Guest): Promise<void> {
  await guest.waitFor(/GNU GRUB[\s\S]*serial console/);
  guest.send('s');
  await guest.waitFor(/unattended installation in 5 s/);
}

/** Answers on a second disk that the medium finds by its label; the first try is cut off in the middle. */
export const visorInstallUefi: Case = {
  title:
    'UEFI: power cut in the middle of an install leaves nothing that starts; installed again, the disk starts alone',
  async run() {
    const disk = blankDisk('install-uefi', 4);
    const answers = await fatDisk('answers-uefi', 'SMECHANSWER', {
      answers: `disk=vda\nerase=yes\npassword=${password}\nhostname=node-uefi\ntimezone=UTC\n`,
    });
    const medium = (name: string) => Guest.start({ name, firmware: 'uefi', iso: needIso(), disks: [disk, answers] });
    const cut = await medium('visor-install-uefi-cut');
    try {
      await startMedium(cut);
      await cut.waitFor(/smechvisor-install: [3-6]\d% Unpacking/);
    } finally {
      await cut.stop();
    }
    const half = await Guest.start({ name: 'visor-install-uefi-half', firmware: 'uefi', disks: [disk] });
    try {
      await half.waitFor(/BdsDxe: No bootable option|UEFI Interactive Shell/);
    } finally {
      await half.stop();
    }
    const whole = await medium('visor-install-uefi-medium');
    try {
      await startMedium(whole);
      await whole.waitFor(/is installed on vda/);
      await whole.end();
    } finally {
      await whole.stop();
    }
    const port = await freePort();
    const node = await Guest.start({ name: 'visor-install-uefi-node', firmware: 'uefi', disks: [disk], port });
    try {
      await checkNode(node, { name: 'node-uefi', password, zone: 'UTC', port });
      node.send('poweroff\r');
      await node.end();
    } finally {
      await node.stop();
    }
  },
};
