import path from 'node:path';
import { failure } from '../host/errors.js';
import { linux } from '../recipes/linux.js';
import { definePhase, type PlanContext } from './define.js';

/** Compiler calls are what one whole build with the fragment made. */
const kernels: Record<PlanContext['profile']['name'], { fragment: string; compiles: number }> = {
  smechvisor: { fragment: 'config/kernel/smechvisor.config', compiles: 2685 },
  smechos: { fragment: 'config/kernel/smechos.config', compiles: 4572 },
};

export const phase = definePhase({
  name: 'compile_kernel',
  title: 'Kernel',
  summary: "Linux with the profile's configuration: KVM, VFIO, vhost and IOMMU on a hypervisor node",
  group: 'Kernel',
  needs: () => 'target',
  tools: [],
  recipes: (ctx) => [linux(kernels[ctx.profile.name])],
  inputs: () => [],
  outputs: () => [],
  run: async (ctx) => {
    const releases = ctx.view
      // Where /lib is a link, it is below /usr.
      .match(['{usr/,}lib/modules/*/modules.dep'])
      .map(({ entry }) => path.posix.basename(path.posix.dirname(entry.path)))
      .filter((release) => ctx.view.get(`boot/vmlinuz-${release}`));
    const [release, ...others] = releases;
    if (release === undefined || others.length > 0)
      throw failure(
        `The target has ${releases.length} kernels with modules (${releases.join(', ') || 'none'}) where one is expected: remove the script's kernel from the build order or its files from the target.`,
      );
    ctx.log(`kernel ${release}`);
    ctx.layer.symlink('boot/vmlinuz', `vmlinuz-${release}`);
  },
});
