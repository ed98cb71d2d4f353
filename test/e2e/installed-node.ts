import { setTimeout as sleep } from 'node:timers/promises';
import type { Guest } from './guest.ts';

/** What an installed node must show: `name` and `zone` as they were answered. */
export interface Expected {
  name: string;
  password: string;
  /** As `date +%Z` says it. */
  zone: string;
  port: number;
}

/** Logs in on the serial console of a node that was just started, a wrong password first, and looks at everything. */
export async function checkNode(node: Guest, expected: Expected): Promise<void> {
  await node.waitFor(/ready, \d+ services started, none crashed/);
  await node.login(`not ${expected.password}`);
  await node.waitFor(/Login incorrect/);
  await node.login(expected.password);
  await node.waitFor(/# $/);
  expectText('name', await node.shell('hostname'), new RegExp(`^${expected.name}$`));
  expectText('time zone', await node.shell('date +%Z'), new RegExp(`^${expected.zone}$`));
  expectText('kernel arguments', await node.shell('cat /proc/cmdline'), /intel_iommu=on amd_iommu=on iommu=pt/);
  expectText('IOMMU groups', await node.shell('ls /sys/kernel/iommu_groups | wc -l'), /^[1-9]/);
  expectText('accounts', await node.shell("awk -F: '$2 !~ /^[!*]/ { print $1 }' /etc/shadow"), /^root$/);
  expectText('swap', await node.shell('cat /proc/swaps'), /\/dev\/vda\d/);
  expectText('ESP', await node.shell('grep /boot/efi /proc/mounts'), /vfat/);
  expectText('file systems by UUID', await node.shell("grep -c '^UUID=' /etc/fstab"), /^3$/);
  expectText('marker', await node.shell('ls /etc/smechvisor'), /^(?![\s\S]*install-incomplete)/);
  expectText('gettys', await node.shell("ps | grep '[g]etty.*tty' | wc -l"), /^[12]$/);
  await checkServices(node);
  await checkDashboard(node, expected.port);
  const logged = `${node.text}\n${await node.shell('cat /var/log/smechvisor-install.log')}`;
  if (logged.includes(expected.password)) throw new Error('the password stands in a log');
}

async function checkServices(node: Guest): Promise<void> {
  const services = await node.shell('rc-status -a -C');
  console.log(services);
  if (/crashed|failed|inactive/.test(services)) throw new Error(`a service is not well:\n${services}`);
  for (const runlevel of ['sysinit', 'boot', 'default']) {
    const found = await node.shell(`rc-status -C ${runlevel}`);
    const lines = found.split('\n').filter((line) => line.includes('['));
    const other = lines.filter((line) => !/\[ +started/.test(line));
    if (lines.length === 0 || other.length > 0) throw new Error(`not started in ${runlevel}:\n${found}`);
  }
}

/** From this machine, through QEMU's network: with the token, and without. */
async function checkDashboard(node: Guest, port: number): Promise<void> {
  const token = await node.shell('cat /etc/smechvisor/token');
  const authorization = `Basic ${Buffer.from(`smech:${token}`).toString('base64')}`;
  const ask = (headers: Record<string, string>) => fetch(`http://127.0.0.1:${port}/`, { headers });
  const without = await patiently(() => ask({}));
  if (without.status !== 401) throw new Error(`the dashboard says ${without.status} without the token, expected 401`);
  const page = await ask({ authorization });
  if (page.status !== 200) throw new Error(`the dashboard says ${page.status} with the token, expected 200`);
  expectText('dashboard', await page.text(), /SmechVisor/);
}

/** The control plane may be a moment behind the login. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(1000);
    }
  }
}

export function expectText(what: string, text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`${what}: ${JSON.stringify(text)} does not match ${pattern}`);
}
