import path from 'node:path';
import { ownOrPackaged } from '../host/package.js';
import { mbedtls } from '../recipes/mbedtls.js';
import { spkVisor } from '../recipes/spk-visor.js';
import { definePhase, type PhaseContext } from './define.js';
import { copyFolder } from './visor/copy-folder.js';
import { cratePlane, findPrebuiltPlane, findVmm, ownFolders } from './visor/own-builds.js';
import { buildOwnCrate, hasOwnCrate } from './visor/own-crate.js';
import { smechvisorVersion } from './visor/version.js';
import { installVhostUserGpu, vhostUserGpu } from './visor/vhost-user-gpu.js';

const spkVisorCrate = 'repo-packs-spkvisor';
const planeCrate = 'repo-packs-smechvisord';

export const phase = definePhase({
  name: '13_install_smechvisor',
  title: 'Control plane',
  summary:
    "smechvisord with its web page and service, spk-visor, and the operator's cloud-hypervisor where there is one",
  group: 'SmechVisor',
  needs: () => 'target',
  tools: [],
  recipes: ({ layout }) => (hasOwnCrate(layout, spkVisorCrate) ? [] : [mbedtls, spkVisor(smechvisorVersion)]),
  inputs: () => [
    { kind: 'file', path: 'payload/smechvisord' },
    { kind: 'file', path: 'payload/spk-visor/apply' },
    { kind: 'file', path: ownFolders.plane },
    { kind: 'file', path: ownFolders.vmm },
    { kind: 'file', path: planeCrate },
    { kind: 'file', path: spkVisorCrate },
    { kind: 'file', path: vhostUserGpu },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const { layer, layout } = ctx;
    const controlPlane = await installPlane(ctx);
    const vmm = await installVmm(ctx);
    await installVhostUserGpu(ctx);
    const apply = ownOrPackaged(layout.root, 'payload/spk-visor/apply');
    await layer.copy('usr/lib/spk-visor/apply', apply, { mode: 0o755 });
    if (hasOwnCrate(layout, spkVisorCrate)) {
      const program = await buildOwnCrate(ctx, spkVisorCrate, 'spk-visor');
      await layer.copy('usr/bin/spk-visor', program, { mode: 0o755 });
    }
    const components = { schemaVersion: 1, controlPlane, vmm };
    await layer.file('usr/share/smechvisord/components.json', `${JSON.stringify(components, null, 2)}\n`);
  },
});

/** From the first place that has it: prebuilt, the operator's crate, what ships with this program. */
async function installPlane(ctx: PhaseContext): Promise<'essentials' | 'crate' | 'built-in'> {
  const { layer, layout } = ctx;
  const payload = ownOrPackaged(layout.root, 'payload/smechvisord');
  const prebuilt = await findPrebuiltPlane(layout.root);
  const crate = !prebuilt && hasOwnCrate(layout, planeCrate) ? path.join(layout.root, planeCrate) : null;
  const own = prebuilt ?? (crate === null ? null : await cratePlane(crate));
  const compiled = crate === null ? null : await buildOwnCrate(ctx, planeCrate, 'smechvisord');
  const daemon = own?.daemon ?? compiled ?? `${payload}/smechvisord`;
  await layer.copy('usr/sbin/smechvisord', daemon, { mode: 0o755 });
  await copyFolder(layer, 'usr/share/smechvisord/web', own?.web ?? `${payload}/web`);
  if (!own) await copyFolder(layer, 'usr/share/smechvisord/lib', `${payload}/lib`);
  await layer.copy('etc/init.d/smechvisord', own?.init ?? `${payload}/openrc.init`, { mode: 0o755 });
  await layer.copy('etc/conf.d/smechvisord', own?.conf ?? `${payload}/openrc.conf`, { mode: 0o644 });
  layer.symlink('etc/runlevels/default/smechvisord', '/etc/init.d/smechvisord');
  if (prebuilt) ctx.prebuilt(`smechvisord from ${ownFolders.plane}`);
  ctx.log(`Control plane: ${daemon}`);
  return prebuilt ? 'essentials' : crate === null ? 'built-in' : 'crate';
}

/** No release of it is pinned here: it comes from the operator, or not at all. */
async function installVmm(ctx: PhaseContext): Promise<'cloud-hypervisor' | null> {
  const own = await findVmm(ctx.layout.root);
  if (own === null) {
    ctx.missing(
      `There is no VMM: ${ownFolders.vmm} is missing, so nodes manage virtual machines but can't start them.`,
    );
    return null;
  }
  await ctx.layer.copy('usr/bin/cloud-hypervisor', own.vmm, { mode: 0o755 });
  if (own.remote !== null) await ctx.layer.copy('usr/bin/ch-remote', own.remote, { mode: 0o755 });
  else ctx.missing(`There is no ch-remote in ${ownFolders.vmm}: machines can be ended but not asked to shut down.`);
  ctx.prebuilt(`cloud-hypervisor from ${ownFolders.vmm}`);
  return 'cloud-hypervisor';
}
