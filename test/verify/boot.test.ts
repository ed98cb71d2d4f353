import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArtifactBoot } from '../../src/image/artifact-manifest.js';
import { makeFat } from '../../src/image/fat.js';
import { grubImage } from '../../src/image/grub.js';
import { makeInitramfs } from '../../src/image/initramfs.js';
import { makeHybridIso } from '../../src/image/iso.js';
import { writeArtifact } from '../../src/image/write-artifact.js';
import { accelWorks } from '../../src/verify/accel.js';
import { bootArtifact } from '../../src/verify/boot.js';
import { Verdict } from '../../src/verify/verdict.js';
import { verifyArtifact } from '../../src/verify/verify.js';
import { exec, hashOf, scratch } from '../image/helpers.js';
import { debianParts } from './debian-parts.js';

const dir = scratch();
const epoch = 1767225600;
const fingerprint = 'a'.repeat(64);
const parts = await debianParts();

const grubConfig = `
serial --unit=0 --speed=115200
terminal_input console serial
terminal_output console serial
set timeout=60
menuentry "Screen" { linux /boot/vmlinuz quiet panic=1
initrd /boot/initrd }
menuentry "Serial console" --hotkey=s { linux /boot/vmlinuz console=ttyS0 panic=-1
initrd /boot/initrd }
menuentry "Broken" --hotkey=b { linux /boot/vmlinuz console=ttyS0 panic=-1 rdinit=/nothing
initrd /boot/initrd }
`;

const init = `#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
[ -d /sys/firmware/efi ] && echo firmware: uefi || echo firmware: bios
echo -n "small login: "
exec /bin/busybox sleep 1000
`;

const boot: ArtifactBoot = {
  medium: 'cdrom',
  entry: 'Serial console',
  serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*Serial console', send: 's' }],
  marks: [
    { name: 'boot menu', pattern: 'GNU GRUB' },
    { name: 'kernel', pattern: 'Linux version \\d' },
    { name: 'login', pattern: 'login:' },
  ],
  memoryMiB: 512,
};

describe.skipIf(typeof parts === 'string')(
  `a small ISO with the distribution's kernel (${typeof parts === 'string' ? parts : 'TCG'})`,
  () => {
    let iso = '';

    beforeAll(async () => {
      if (typeof parts === 'string') return;
      iso = await buildIso(parts);
    }, 120_000);

    it('is reproducible, and its manifest fits', async () => {
      if (typeof parts === 'string') return;
      const first = await hashOf(iso);
      // Other folders, another time of day.
      expect(await hashOf(await buildIso(parts, 'second'))).toBe(first);
      expect(JSON.parse(await readFile(`${iso}.manifest.json`, 'utf8'))).toMatchObject({
        sha256: first,
        madeBy: 'test',
      });
    }, 120_000);

    it('boots under BIOS and UEFI through its serial entry', async () => {
      const lines: string[] = [];
      const verdict = await verifyArtifact(iso, async () => 'tcg', { report: (line) => lines.push(line) });
      expect(verdict.boots.map(({ firmware, reason }) => [firmware, reason])).toEqual([
        ['bios', null],
        ['uefi', null],
      ]);
      expect(verdict.ok).toBe(true);
      for (const { firmware, log, marks, screenshot } of verdict.boots) {
        expect(log).toBe(`verify/small.iso.${firmware}.log`);
        expect(await readFile(path.join(path.dirname(iso), log), 'utf8')).toContain(`firmware: ${firmware}`);
        expect(marks.every(({ seconds }) => seconds !== null)).toBe(true);
        expect((await readFile(path.join(path.dirname(iso), screenshot ?? ''))).subarray(1, 4).toString()).toBe('PNG');
      }
      expect(Verdict.parse(JSON.parse(await readFile(`${iso}.verify.json`, 'utf8')))).toEqual(verdict);
      expect(lines.join('\n')).toMatch(/BIOS: login after \d/);
    }, 420_000);

    it('says early why a kernel gave up', async () => {
      const verdict = await bootArtifact({
        ...{ artifact: iso, firmware: 'bios', accel: 'tcg', deadlineSeconds: 220 },
        boot: { ...boot, serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*Broken', send: 'b' }] },
        log: path.join(dir, 'broken.log'),
        screenshot: path.join(dir, 'broken.png'),
      });
      expect(verdict.ok).toBe(false);
      expect(verdict.reason).toMatch(/Kernel panic - not syncing: .+|Unable to mount root fs/);
      expect(verdict.marks.map(({ seconds }) => seconds === null)).toEqual([false, false, true]);
    }, 240_000);

    it('the probe boots with emulation', async () => {
      expect(await accelWorks('tcg', { deadlineSeconds: 40 })).toBe(true);
    }, 90_000);
  },
);

async function buildIso(found: Exclude<typeof parts, string>, folder = 'first'): Promise<string> {
  const work = path.join(dir, folder);
  await mkdir(work, { recursive: true });
  const at = (name: string) => path.join(work, name);
  await makeInitramfs(
    [
      { type: 'file', path: 'init', text: init, mode: 0o755 },
      { type: 'file', path: 'bin/busybox', from: found.busybox, mode: 0o755 },
      { type: 'char', path: 'dev/console', major: 5, minor: 1 },
    ],
    at('initrd'),
    { epoch, compression: 'gzip', exec },
  );
  const find = 'search --file --set=root /boot/vmlinuz\nset prefix=($root)/boot/grub\n';
  const common = [
    'iso9660',
    'part_gpt',
    'normal',
    'configfile',
    'search',
    'search_fs_file',
    'linux',
    'serial',
    'terminal',
    'test',
    'echo',
  ];
  const image = { mkimage: found.mkimage, embeddedConfig: find, env: found.env, exec };
  const efi = path.join(found.grub, 'x86_64-efi');
  const bios = path.join(found.grub, 'i386-pc');
  await grubImage({
    ...image,
    modulesDir: efi,
    format: 'x86_64-efi',
    modules: [...common, 'fat'],
    out: at('bootx64.efi'),
  });
  await grubImage({
    ...image,
    modulesDir: bios,
    format: 'i386-pc-eltorito',
    modules: [...common, 'biosdisk'],
    out: at('bios.img'),
  });
  await makeFat({
    ...{ out: at('efi.img'), sizeMiB: 8, label: 'ESP', epoch, fingerprint, exec },
    files: [{ path: 'EFI/BOOT/BOOTX64.EFI', from: at('bootx64.efi') }],
  });
  await writeFile(at('grub.cfg'), grubConfig);
  return writeArtifact({
    name: 'small.iso',
    unit: 'test',
    fingerprint,
    layers: [],
    boot,
    session: { layout: { images: path.join(dir, 'images') }, profile: 'smechvisor', epoch },
    make: (out) =>
      makeHybridIso({
        ...{ out, volumeId: 'SMALL', epoch, fingerprint, exec },
        efiImage: at('efi.img'),
        biosImage: 'boot/grub/bios.img',
        hybridMbr: path.join(bios, 'boot_hybrid.img'),
        files: [
          { path: 'boot/vmlinuz', from: found.kernel },
          { path: 'boot/initrd', from: at('initrd') },
          { path: 'boot/grub/grub.cfg', from: at('grub.cfg') },
          { path: 'boot/grub/bios.img', from: at('bios.img') },
        ],
      }),
  });
}
