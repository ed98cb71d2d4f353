import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { smechosEnv } from '../clone.ts';
import { stateDir } from '../places.ts';
import { execute, expectExit, smechdeploy } from '../program.ts';
import type { Case } from './index.ts';

const root = path.join(stateDir, 'smechos');
const reference = path.join(stateDir, 'reference');
const own = smechosEnv(root);

const restored = [
  ...['restore_utils', 'restore_lib64', 'restore_etc'],
  ...['deploy_openrc', 'edit_inittab', 'write_unreadable_etc'],
];
/** SmechOS without the desktop. */
const order = [
  ...restored,
  ...['01_compile_core_system', '02_compile_grub_efi', 'compile_kernel', 'pack_smechos_image'],
];

/** Phase 1 onto an empty part2.img from a host that `reference create` makes, our core system, kernel and boot loader, the disk, and its start. */
export const smechosBase: Case = {
  title: 'a reference host, the restored base, our core system and kernel: smechos.img starts to an OpenRC login',
  async run() {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(stateDir, { recursive: true });
    if (!existsSync(reference))
      expectExit(
        await smechdeploy(['reference', 'create', reference], { env: own, show: true }),
        0,
        'reference create',
      );
    expectExit(await smechdeploy(['init', root], { env: own }), 0, 'init');
    writeFileSync(path.join(root, 'build_order.txt'), `${order.join('\n')}\n`);
    const run = ['run', '--profile', 'smechos', '--reference', reference];
    const options = { cwd: root, env: own, show: true };
    expectExit(await smechdeploy([...run, '--until', 'write_unreadable_etc'], options), 0, 'phase 1');
    const image = path.join(root, 'images/part2.img');
    expectExit(await execute(['e2fsck', '-fn', image]), 0, 'e2fsck');
    expectExit(await smechdeploy(run, options), 0, 'run');
    const again = expectExit(await smechdeploy(run, options), 0, 'run again');
    if (!again.stdout.includes('Nothing to do')) throw new Error(`the second run did something:\n${again.stdout}`);
    await checkPrograms(own.SMECH_TARGET);
    expectExit(await smechdeploy(['verify', 'images/smechos.img'], options), 0, 'verify');
  },
};

/** What we compiled runs with the base's C library, the static tools without any; changing the root needs root. */
async function checkPrograms(target: string): Promise<void> {
  if (process.getuid?.() !== 0) return console.log('programs not tried in the target: that needs root');
  const script = [
    'set -e',
    'for program in ls find diff grep sed gawk tar gzip xz less mount lsblk fdisk kmod; do $program --version; done',
    'su --version; getent passwd root; /usr/lib/musl/bin/busybox true',
  ].join('\n');
  expectExit(await execute(['chroot', target, '/usr/bin/bash', '-c', script]), 0, 'programs in the target');
}
