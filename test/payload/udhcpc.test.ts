import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';
import { room } from '../layers/fixtures.js';
import { place } from './shell.js';

const port = 'ip link add d0 type bridge && ip link set d0 up';
const canMakePort = spawnSync('unshare', ['--net', 'sh', '-c', port]).status === 0;

type Lease = Partial<Record<'router' | 'dns' | 'mask', string>>;

/** The script's events on a port of a network namespace of its own; gives default routes, name servers and what it complained about. */
function events(dir: string, all: [string, Lease][], bin: string) {
  const calls = all.map(([event, lease]) => {
    const values = Object.entries({ ip: '10.0.0.5', mask: '24', ...lease }).map(
      ([name, value]) => `${name}='${value}'`,
    );
    return `env ${values.join(' ')} sh "$script" ${event}`;
  });
  const { stdout, stderr } = spawnSync(
    'unshare',
    ['--net', 'sh', '-c', `${port}\nexport PATH="$bin:$PATH"\n${calls.join('\n')}\nip route show`],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...{ script: packageFile('payload/udhcpc/default.script'), interface: 'd0', bin },
        ...{ etc: path.join(dir, 'etc'), run: path.join(dir, 'run'), sys: path.join(dir, 'sys') },
      },
    },
  );
  const routes = stdout
    .split('\n')
    .flatMap((line) => /^default via (\S+) .*metric (\d+)/.exec(line)?.slice(1).join(' ') ?? []);
  return { routes, stderr, resolv: readFileSync(path.join(dir, 'etc/resolv.conf'), 'utf8') };
}

/** A node whose port d0 is its second, and a folder in which `ip` is BusyBox's. */
function node() {
  const dir = place(room(), { 'sys/class/net/d0/ifindex': '2\n', 'etc/resolv.conf': 'nameserver 1.1.1.1\n' });
  mkdirSync(path.join(dir, 'busybox'));
  const busybox = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim();
  symlinkSync(busybox, path.join(dir, 'busybox/ip'));
  return dir;
}

describe.skipIf(!canMakePort).each(['', 'busybox'])('the script of the DHCP client, with the ip of %j', (bin) => {
  it('takes the routers of a lease in the place of those before', () => {
    const dir = node();
    const first = { router: '10.0.0.1 10.0.0.3', dns: '10.0.0.1' };
    const both = events(dir, [['bound', first]], path.join(dir, bin));
    expect(both).toEqual({ routes: ['10.0.0.1 20', '10.0.0.3 21'], stderr: '', resolv: 'nameserver 10.0.0.1\n' });
    const renewed = events(
      dir,
      [
        ['bound', first],
        ['renew', { router: '10.0.0.2' }],
      ],
      path.join(dir, bin),
    );
    expect(renewed).toMatchObject({ routes: ['10.0.0.2 20'], stderr: '' });
  });

  it('says which router it can not use', () => {
    const dir = node();
    const { stderr, routes } = events(dir, [['bound', { router: '192.168.7.1' }]], path.join(dir, bin));
    expect(routes).toEqual([]);
    expect(stderr).not.toBe('');
  });

  it('takes name servers away with the lease, those of other ports and of the operator not', () => {
    const dir = node();
    const lost: [string, Lease] = ['deconfig', {}];
    expect(events(dir, [lost], path.join(dir, bin)).resolv).toBe('nameserver 1.1.1.1\n');
    const lease: [string, Lease] = ['bound', { dns: '10.0.0.1' }];
    writeFileSync(path.join(dir, 'run/network/dns.d1'), 'nameserver 10.1.0.1\n');
    expect(events(dir, [lease, lost], path.join(dir, bin)).resolv).toBe('nameserver 10.1.0.1\n');
  });
});
