import { needIso } from '../clone.ts';
import { blankDisk, fatDisk, freePort, Guest, ownDisk, serialMedium } from '../guest.ts';
import { checkNode } from '../installed-node.ts';
import type { Case } from './index.ts';

const password = 'uefi-password';

/** Answers on a second disk that the medium finds by its label; the first try is cut off in the middle. */
export const visorInstallUefi: Case = {
  title:
    'UEFI: power cut in the middle of an install leaves nothing that starts; installed again, the disk starts alone',
  async run() {
    const disk = blankDisk('install-uefi', 4);
    const answers = await fatDisk('answers-uefi', 'SMECHANSWER', {
      answers: `disk=vda\nerase=yes\npassword=${password}\nhostname=node-uefi\ntimezone=UTC\n`,
    });
    const medium = (name: string) =>
      Guest.boot({ name, firmware: 'uefi', iso: needIso(), disks: [disk, answers] }, serialMedium);
    const cut = await medium('visor-install-uefi-cut');
    try {
      await cut.waitFor(/smechvisor-install: [3-6]\d% Unpacking/);
    } finally {
      await cut.stop();
    }
    const half = await Guest.boot({ name: 'visor-install-uefi-half', firmware: 'uefi', disks: [disk] }, (guest) =>
      guest.waitFor(/BdsDxe: No bootable option|UEFI Interactive Shell/),
    );
    await half.stop();
    const whole = await medium('visor-install-uefi-medium');
    try {
      await whole.waitFor(/is installed on vda/);
      await whole.end();
    } finally {
      await whole.stop();
    }
    const port = await freePort();
    const node = await Guest.boot({ name: 'visor-install-uefi-node', firmware: 'uefi', disks: [disk], port }, ownDisk);
    try {
      await checkNode(node, { name: 'node-uefi', password, zone: 'UTC', port });
      node.send('poweroff\r');
      await node.end();
    } finally {
      await node.stop();
    }
  },
};
