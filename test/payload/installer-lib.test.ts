import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRoot, room } from '../layers/fixtures.js';
import { machine, place, shell } from './shell.js';

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const ask = (text: string, env: Record<string, string> = {}) => shell(text, env).stdout.trim();

describe('disks', () => {
  it('are those that a system fits on: no medium, no loop device', () => {
    const env = machine(room());
    expect(lines(ask('disk_names', env))).toEqual(['nvme0n1', 'sda', 'vdb', 'vdc']);
    expect(ask('usable_disks', env)).toBe('nvme0n1');
    expect(ask('disk_title sda', env)).toBe('97 GiB, ATA SAMSUNG SSD 970');
    expect(ask('disk_title nvme0n1', env)).toBe('4.0 GiB');
    expect(lines(ask('disk_partitions nvme0n1', env))).toEqual(['nvme0n1p1', 'nvme0n1p2']);
    expect(ask('disk_of nvme0n1p1', env)).toBe('nvme0n1');
  });

  it.each([
    ['sda', /in use/],
    ['vdb', /too small \(1\.9 GiB\).* 2\.0 GiB/],
    ['vdc', /read-only/],
    ['vdz', /no disk vdz/],
    ['nvme0n1', /^$/],
  ])('%s: says why it can not be taken', (disk, reason) => {
    expect(ask(`disk_refusal ${disk}`, machine(room()))).toMatch(reason);
  });
});

describe('layout', () => {
  it('gives swap what memory and disk allow', () => {
    expect(ask('swap_mib 4096 1024')).toBe('512');
    expect(ask('swap_mib 100000 2048')).toBe('2048');
    expect(ask('swap_mib 1000000 65536')).toBe('4096');
    fc.assert(
      fc.property(fc.integer({ min: 2048, max: 1 << 24 }), fc.integer({ min: 64, max: 1 << 22 }), (disk, memory) => {
        const swap = Number(ask(`swap_mib ${disk} ${memory}`));
        expect(swap).toBe(Math.min(Math.floor(disk / 8), memory, 4096));
      }),
      { numRuns: 15 },
    );
  });

  it('names partitions as the kernel does', () => {
    expect(ask('partition_name vda 2; partition_name nvme0n1 2; partition_name mmcblk0 4')).toBe(
      'vda2\nnvme0n1p2\nmmcblk0p4',
    );
  });

  it('is a GPT that sfdisk makes: BIOS boot, ESP, swap, root over the rest', () => {
    const disk = path.join(room(), 'disk');
    writeFileSync(disk, '');
    truncateSync(disk, 4 * 2 ** 30);
    expect(shell(`layout_table 512 | sfdisk -q "${disk}"`).status).toBe(0);
    const { partitiontable } = JSON.parse(execFileSync('/usr/sbin/sfdisk', ['-J', disk], { encoding: 'utf8' }));
    const mib = partitiontable.partitions.map(({ size }: { size: number }) => size / 2048);
    expect(partitiontable.label).toBe('gpt');
    expect(mib.slice(0, 3)).toEqual([1, 260, 512]);
    expect(mib[3]).toBeGreaterThan(3300);
    expect(shell('dev=; can_boot_bios "$disk"', { disk }).status).toBe(0);
  });
});

describe('packages', () => {
  const packed = () => {
    const dir = room();
    place(dir, { 'tree/etc/name': 'node\n', 'tree/bin/tool': 'x'.repeat(200_000) });
    mkdirSync(path.join(dir, 'packages'));
    mkdirSync(path.join(dir, 'out'));
    const file = path.join(dir, 'packages/base.tar.xz');
    execFileSync('tar', ['-C', path.join(dir, 'tree'), '-cJf', file, '.']);
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
    writeFileSync(path.join(dir, 'packages/SHA256SUMS'), `${sum}  base.tar.xz\n`);
    return { dir, file };
  };

  it('are checked and unpacked', () => {
    const { dir, file } = packed();
    const { status, stdout } = shell(`check_packages "${dir}/packages"; unpack_package "${file}" "${dir}/out"`);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^base\.tar\.xz: OK$/m);
    expect(readdirSync(path.join(dir, 'out')).sort()).toEqual(['bin', 'etc']);
  });

  it('with one changed byte, cut short, or without sums are refused', () => {
    const { dir, file } = packed();
    const whole = readFileSync(file);
    const changed = Buffer.from(whole);
    changed[whole.length / 2] = (changed[whole.length / 2] ?? 0) ^ 1;
    writeFileSync(file, changed);
    expect(shell(`check_packages "${dir}/packages"`)).toMatchObject({ status: 1, stderr: /medium is damaged/ });
    writeFileSync(file, whole.subarray(0, whole.length - 100));
    const cut = shell(`unpack_package "${file}" "${dir}/out"`);
    expect(cut.status).toBe(1);
    expect(cut.stderr).toContain('the medium is damaged');
    expect(shell(`check_packages "${dir}/tree"`).stderr).toContain('was not started from');
  });
});

describe.runIf(isRoot)('a disk that is too small', () => {
  it('is what the message is about, not the medium', () => {
    const dir = room();
    mkdirSync(path.join(dir, 'out'));
    const file = path.join(dir, 'base.tar.xz');
    const make = 'head -c 3000000 /dev/urandom >large && tar -cJf base.tar.xz large';
    execFileSync('sh', ['-c', make], { cwd: dir });
    const small = ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs -o size=1m none "$0" && exec "$@"'];
    const end = shell(`unpack_package "${file}" "${dir}/out"`, {}, [...small, path.join(dir, 'out')]);
    expect(end.stderr).toContain('No space left on device');
    expect(lines(end.stderr).at(-1)).toBe(`${file} can't be written to the disk: it is full or damaged.`);
    expect(end.status).toBe(1);
  });
});

describe('configuration', () => {
  const target = () =>
    place(room(), {
      'etc/fstab': '# comment\ntmpfs  /tmp  tmpfs  mode=1777,nosuid,nodev  0  0\n',
      'etc/shadow': 'root:!:::::::\nnobody:!:::::::\n',
      'etc/network/interfaces': '# How to\n',
      'etc/conf.d/networking': '# a\ndhcp_unnamed=yes\n',
      'etc/default/grub': readFileSync('config/grub/default', 'utf8'),
      'usr/share/zoneinfo/Europe/Berlin': 'TZif2',
    });
  const read = (dir: string, name: string) => readFileSync(path.join(dir, name), 'utf8');

  it('sets the password of root alone, hashed, in a file that is root’s', () => {
    const dir = target();
    const secret = 'it\'s $a; "secret" \\n 100%';
    const { status, stdout } = shell(
      `password_hash=$(printf '%s\\n' "$secret" | hash_password); set_root_password "${dir}"; echo "$password_hash"`,
      { secret },
    );
    expect(status).toBe(0);
    const hash = stdout.trim();
    const [, , salt = ''] = hash.split('$');
    expect(hash).toMatch(/^\$6\$/);
    expect(execFileSync('openssl', ['passwd', '-6', '-salt', salt, secret], { encoding: 'utf8' }).trim()).toBe(hash);
    expect(read(dir, 'etc/shadow')).toBe(`root:${hash}:::::::\nnobody:!:::::::\n`);
    expect(statSync(path.join(dir, 'etc/shadow')).mode & 0o777).toBe(0o600);
  });

  it('writes fstab by UUID, the same when it runs twice', () => {
    const dir = target();
    const twice = `uuid_of() { echo "id-$1"; }; write_fstab "${dir}" vda4 vda2 vda3; write_fstab "${dir}" vda4 vda2 vda3`;
    expect(shell(twice).status).toBe(0);
    expect(lines(read(dir, 'etc/fstab')).slice(1)).toEqual([
      'tmpfs  /tmp  tmpfs  mode=1777,nosuid,nodev  0  0',
      'UUID=id-vda4  /  ext4  defaults,noatime  0  1',
      'UUID=id-vda2  /boot/efi  vfat  umask=0077  0  2',
      'UUID=id-vda3  none  swap  sw  0  0',
    ]);
    shell(`uuid_of() { echo "id-$1"; }; write_fstab "${dir}" vda1 '' ''`);
    expect(read(dir, 'etc/fstab')).not.toMatch(/boot\/efi|swap/);
  });

  it('knows every netmask', () => {
    const masks = lines(ask('p=0; while [ $p -le 32 ]; do netmask_of $p; p=$((p + 1)); done'));
    const bits = masks.map((mask) =>
      mask
        .split('.')
        .map((part) => Number(part).toString(2).padStart(8, '0'))
        .join(''),
    );
    expect(bits).toEqual(Array.from({ length: 33 }, (_, prefix) => '1'.repeat(prefix).padEnd(32, '0')));
  });

  it('writes a static network, zone, name, console and token', () => {
    const dir = target();
    const { status, stderr } = shell(`t="${dir}"
      write_static_network "$t" eth0 192.0.2.10/24 192.0.2.1 192.0.2.53,192.0.2.54
      write_hostname "$t" node1
      set_timezone "$t" Europe/Berlin
      set_keyboard "$t" de
      set_console "$t" ttyS1,57600
      make_token "$t" ''
      make_token "$t" 'a token'`);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(read(dir, 'etc/network/interfaces')).toBe(
      '# How to\n\nauto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.0\n    gateway 192.0.2.1\n',
    );
    expect(read(dir, 'etc/resolv.conf')).toBe('nameserver 192.0.2.53\nnameserver 192.0.2.54\n');
    expect(read(dir, 'etc/conf.d/networking')).toContain('dhcp_unnamed=no');
    expect(read(dir, 'etc/hostname')).toBe('node1\n');
    expect(read(dir, 'etc/conf.d/keymap')).toBe('keymap=de\n');
    expect(read(dir, 'etc/default/grub')).toContain(
      'GRUB_CMDLINE_LINUX_DEFAULT="quiet console=tty0 console=ttyS1,57600"',
    );
    expect(read(dir, 'etc/default/grub')).toContain('GRUB_SERIAL_CONSOLE="ttyS1,57600"');
    expect(read(dir, 'etc/smechvisor/token')).toBe('a token');
    expect(shell(`set_timezone "${dir}" Mars/Olympus`)).toMatchObject({ status: 1 });
  });
});
