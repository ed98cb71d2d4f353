import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { needIso } from '../clone.ts';
import { blankDisk, fatDisk, freePort, Guest, ownDisk, serialMedium } from '../guest.ts';
import { checkNode, expectText } from '../installed-node.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit } from '../program.ts';
import type { Case } from './index.ts';

const password = 'partitions';

/** Someone's partitions: one with data that must stay, and those for SmechVisor. */
const table = [
  'label: gpt',
  'size=1MiB, type=21686148-6449-6E6F-744E-656564454649',
  'size=64MiB, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, name="data"',
  'size=260MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
  'size=256MiB, type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F',
  'type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709',
  '',
].join('\n');

export const visorInstallPartitions: Case = {
  title: 'existing partitions and a static network: installed there, the partition beside them is untouched',
  async run() {
    const disk = blankDisk('install-partitions', 4);
    const script = path.join(stateDir, 'install-partitions.sfdisk');
    writeFileSync(script, table);
    const prepare = 'sfdisk -q "$1" <"$2" && printf "do not touch" | dd of="$1" bs=1M seek=2 conv=notrunc status=none';
    expectExit(await execute(['sh', '-c', prepare, 'sh', disk, script]), 0, 'sfdisk');
    const answers = await fatDisk('answers-partitions', 'SMECHANSWER', {
      answers: [
        ...['layout=partitions', 'root=vda5', 'esp=vda3', 'format_esp=yes', 'swap=vda4', 'erase=yes'],
        ...[`password=${password}`, 'hostname=node-parts', 'network=static', 'interface=eth0'],
        ...['address=10.0.2.77/24', 'gateway=10.0.2.2', 'dns=10.0.2.3'],
      ].join('\n'),
    });
    const medium = await Guest.boot(
      {
        ...{ name: 'visor-install-partitions-medium', firmware: 'bios', iso: needIso(), disks: [disk, answers] },
        port: await freePort(),
      },
      serialMedium,
    );
    try {
      await medium.waitFor(/is installed on vda/);
      await medium.end();
    } finally {
      await medium.stop();
    }
    const port = await freePort();
    const address = '10.0.2.77';
    const node = await Guest.boot(
      {
        ...{ name: 'visor-install-partitions-node', firmware: 'bios', disks: [disk], port, address },
      },
      ownDisk,
    );
    try {
      await checkNode(node, { name: 'node-parts', password, zone: 'UTC', port });
      expectText('address', await node.shell('ip -4 addr show dev eth0'), /inet 10\.0\.2\.77\/24/);
      expectText('route', await node.shell('ip route'), /default via 10\.0\.2\.2 dev eth0/);
      expectText('name servers', await node.shell('cat /etc/resolv.conf'), /^nameserver 10\.0\.2\.3$/);
      expectText('data', await node.shell('head -c 12 /dev/vda2; echo'), /^do not touch$/);
    } finally {
      await node.stop();
    }
  },
};
