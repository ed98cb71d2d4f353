import { describe, expect, it } from 'vitest';
import { createView } from '../../src/layers/create-view.js';
import { initramfsEntries } from '../../src/phases/visor/initramfs.js';
import { findKernel } from '../../src/phases/visor/kernel.js';
import { moduleClosure } from '../../src/phases/visor/modules.js';
import { packageContents } from '../../src/phases/visor/packages.js';
import { viewFiles } from '../../src/phases/visor/view-files.js';
import { makeLayer, room } from '../layers/fixtures.js';

const dep = [
  'kernel/drivers/ata/ahci.ko: kernel/drivers/ata/libahci.ko kernel/drivers/ata/libata.ko',
  'kernel/drivers/ata/libahci.ko: kernel/drivers/ata/libata.ko',
  'kernel/drivers/ata/libata.ko: kernel/drivers/scsi/scsi_mod.ko',
  'kernel/drivers/scsi/scsi_mod.ko:',
  'kernel/sound/snd.ko: kernel/sound/soundcore.ko',
  'kernel/sound/soundcore.ko:',
  '',
].join('\n');

describe('moduleClosure', () => {
  it('takes what is asked for with all that it needs', () => {
    expect(moduleClosure(dep, ['kernel/drivers/ata/ahci.ko'])).toEqual([
      'kernel/drivers/ata/ahci.ko',
      'kernel/drivers/ata/libahci.ko',
      'kernel/drivers/ata/libata.ko',
      'kernel/drivers/scsi/scsi_mod.ko',
    ]);
    expect(moduleClosure(dep, ['kernel/sound/**'])).toEqual(['kernel/sound/snd.ko', 'kernel/sound/soundcore.ko']);
    expect(moduleClosure('', ['**'])).toEqual([]);
  });
});

describe('media', () => {
  const modules = [...dep.matchAll(/^([^:\n]+):/gm)].map((line) => line[1] ?? '');
  const release = '6.12.1';
  const folder = `lib/modules/${release}`;
  const kernel = {
    [`boot/vmlinuz-${release}`]: 'kernel',
    'boot/vmlinuz': `-> vmlinuz-${release}`,
    [`${folder}/modules.dep`]: dep,
    [`${folder}/modules.dep.bin`]: 'for kmod',
    [`${folder}/modules.alias`]: 'alias pci:* ahci\n',
    ...Object.fromEntries(modules.map((name) => [`${folder}/${name}`, name])),
  };

  it('find the one kernel', async () => {
    const dir = room();
    const view = createView([await makeLayer(dir, 'compile_kernel/linux', kernel)]);
    expect(findKernel(view)).toMatchObject({ release, path: `boot/vmlinuz-${release}` });
    expect(() => findKernel(createView([]))).toThrow('run compile_kernel');
    const two = createView([await makeLayer(dir, 'a', { 'boot/vmlinuz-1': 'x', 'boot/vmlinuz-2': 'y' })]);
    expect(() => findKernel(two)).toThrow('more than one kernel');
  });

  it('have those modules in the initramfs that are not built in', async () => {
    const view = createView([await makeLayer(room(), 'compile_kernel/linux', kernel)]);
    const parts = { view, release, busybox: '/bin/busybox', init: '/init', files: {}, load: ['loop'] };
    const entries = await initramfsEntries({ ...parts, texts: { 'etc/id': 'x' }, modules: ['kernel/drivers/ata/*'] });
    const paths = entries.map(({ path }) => path);
    expect(paths).toContain(`${folder}/kernel/drivers/scsi/scsi_mod.ko`);
    expect(paths).toContain(`${folder}/modules.alias`);
    expect(paths).not.toContain(`${folder}/kernel/sound/snd.ko`);
    expect(paths).not.toContain(`${folder}/modules.dep.bin`);
    expect(entries).toContainEqual({ type: 'file', path: 'etc/smech/modules', text: 'loop\n' });
    const without = await initramfsEntries({ ...parts, view: createView([]), texts: {}, modules: ['**'] });
    expect(without.some(({ path }) => path.startsWith('lib/modules'))).toBe(false);
  });

  it('have programs of the target in the initramfs, each name of one', async () => {
    const view = createView([
      await makeLayer(room(), 'e2fsprogs', {
        'usr/sbin/mke2fs': { text: 'program', mode: 0o755 },
        'usr/sbin/mkfs.ext4': '= usr/sbin/mke2fs',
        'usr/lib/libext2fs.so.2': '-> libext2fs.so.2.4',
        'usr/sbin/other': 'other',
      }),
    ]);
    expect(viewFiles(view, ['usr/sbin/mk*', 'usr/lib/*.so*'])).toEqual([
      { type: 'symlink', path: 'usr/lib/libext2fs.so.2', target: 'libext2fs.so.2.4' },
      { type: 'file', path: 'usr/sbin/mke2fs', mode: 0o755, from: expect.stringMatching(/mke2fs$/) },
      { type: 'symlink', path: 'usr/sbin/mkfs.ext4', target: '/usr/sbin/mke2fs' },
    ]);
  });

  it('pack the control plane apart from the base', async () => {
    const dir = room();
    const view = createView([
      await makeLayer(dir, '11_bootstrap_userland_musl/busybox', { 'bin/busybox': 'b' }),
      await makeLayer(dir, '13_install_smechvisor', { 'usr/sbin/smechvisord': 's' }),
    ]);
    const contents = packageContents(view, [{ entry: { type: 'dir', path: 'extra', mode: 0o755, uid: 0, gid: 0 } }]);
    const paths = (name: string) => contents[name]?.map(({ entry }) => entry.path);
    expect(paths('smechvisor-base')).toEqual(expect.arrayContaining(['bin/busybox', 'extra']));
    expect(paths('smechvisor-base')).not.toContain('usr/sbin/smechvisord');
    expect(paths('smechvisor-daemon')).toContain('usr/sbin/smechvisord');
  });
});
