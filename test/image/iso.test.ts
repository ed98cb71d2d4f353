import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFat } from '../../src/image/fat.js';
import { makeHybridIso } from '../../src/image/iso.js';
import { exec, hashOf, scratch, sleep } from './helpers.js';

const dir = scratch();
const epoch = 1767225600;
const names = ['bios.img', 'hybrid.img', 'folder/a=b', 'folder/below/c', 'folder/d', 'kernel', 'big'];

/** Boot images stand in by their size: what is in them does not matter to the ISO. */
async function build(name: string, order: string[]): Promise<string> {
  const at = (file: string) => path.join(dir, name, file);
  for (const file of order) {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await writeFile(
      at(file),
      file === 'hybrid.img' ? Buffer.alloc(512, 1) : Buffer.alloc(file === 'big' ? 30_000_000 : 4096, file),
    );
  }
  const fingerprint = 'f';
  await makeFat({ out: at('efi.img'), sizeMiB: 4, label: 'ESP', files: [], epoch, fingerprint, exec });
  const steps: number[] = [];
  await makeHybridIso({
    ...{ out: at('out.iso'), volumeId: 'SMECH', epoch, fingerprint, exec },
    ...{ efiImage: at('efi.img'), biosImage: 'boot/bios.img', hybridMbr: at('hybrid.img') },
    files: [
      { path: 'boot/bios.img', from: at('bios.img') },
      { path: 'boot/kernel', from: at('kernel') },
      { path: 'big', from: at('big') },
      { path: 'extra', from: at('folder') },
    ],
    progress: (done) => steps.push(done),
  });
  expect(steps.every((step, index) => step >= (steps[index - 1] ?? 0) && step <= 100)).toBe(true);
  return at('out.iso');
}

describe('makeHybridIso', () => {
  it('depends on neither inode numbers nor the clock', async () => {
    const one = await build('one', names);
    await sleep(1100);
    const two = await build('two', [...names].reverse());
    expect(await hashOf(two)).toBe(await hashOf(one));
  });

  it('holds files and folders, a partition for UEFI and both boot images', async () => {
    const iso = path.join(dir, 'one/out.iso');
    const found = await exec(['xorriso', '-indev', iso, '-find', '/', '-type', 'f']);
    for (const file of ['boot/bios.img', 'boot/kernel', 'big', 'extra/a=b', 'extra/below/c', 'extra/d'])
      expect(found).toContain(`'/${file}'`);
    const boot = await exec(['xorriso', '-indev', iso, '-report_el_torito', 'plain', '-report_system_area', 'plain']);
    expect(boot).toMatch(/El Torito boot img :\s+1 +BIOS/);
    expect(boot).toMatch(/El Torito boot img :\s+2 +UEFI/);
    expect(boot).toMatch(/System area summary:.*grub2-mbr.*GPT/);
    expect(boot).toMatch(/GPT type GUID +: +2 +28732ac11ff8d211ba4b00a0c93ec93b/);
  });
});
