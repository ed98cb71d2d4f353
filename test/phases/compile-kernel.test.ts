import { describe, expect, it } from 'vitest';
import { phase } from '../../src/phases/compile_kernel.js';
import { makeLayer, room, type Spec } from '../layers/fixtures.js';
import { runPhase } from './context.js';

const kernel = { 'boot/vmlinuz-6.12-x': 'kernel', 'lib/modules/6.12-x/modules.dep': '' };

async function runOn(...specs: Spec[]) {
  const dir = room();
  const earlier = await Promise.all(specs.map((spec, index) => makeLayer(dir, `phase${index}`, spec)));
  return runPhase(phase, dir, { earlier });
}

describe('compile_kernel', () => {
  it.each<[string, Spec[]]>([
    ['a folder', [kernel]],
    ['a link to usr/lib', [{ lib: '-> usr/lib', 'usr/lib/x': '1' }, kernel]],
  ])('names the kernel whose modules are there, where /lib is %s', async (_, specs) => {
    const { entries } = await runOn(...specs);
    expect(entries.get('boot/vmlinuz')).toMatchObject({ type: 'symlink', target: 'vmlinuz-6.12-x' });
  });

  it('refuses a target with two, or with modules of none', async () => {
    const second = { 'boot/vmlinuz-6.13': 'kernel', 'lib/modules/6.13/modules.dep': '' };
    await expect(runOn(kernel, second)).rejects.toThrow('The target has 2 kernels with modules (6.12-x, 6.13)');
    await expect(runOn({ 'lib/modules/6.12-x/modules.dep': '' })).rejects.toThrow('has 0 kernels');
  });
});
