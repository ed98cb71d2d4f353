import { ownOrPackaged } from '../host/package.js';
import { mbedtls } from '../recipes/mbedtls.js';
import { spkVisor } from '../recipes/spk-visor.js';
import { definePhase } from './define.js';
import { copyFolder } from './visor/copy-folder.js';
import { findOwn } from './visor/own-builds.js';
import { buildOwnCrate, hasOwnCrate } from './visor/own-crate.js';
import { smechvisorVersion } from './visor/version.js';

const spkVisorCrate = 'repo-packs-spkvisor';

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
    { kind: 'file', path: 'essentials/smechvisord' },
    { kind: 'file', path: 'essentials/cloud-hypervisor' },
    { kind: 'file', path: spkVisorCrate },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const { layer, layout } = ctx;
    const payload = ownOrPackaged(layout.root, 'payload/smechvisord');
    const own = await findOwn(layout.root, { strict: ctx.strict });
    for (const message of own.messages) ctx.log(message);
    await layer.copy('usr/sbin/smechvisord', own.daemon ?? `${payload}/smechvisord`, { mode: 0o755 });
    await copyFolder(layer, 'usr/share/smechvisord/web', own.web ?? `${payload}/web`);
    await layer.copy('etc/init.d/smechvisord', `${payload}/openrc.init`, { mode: 0o755 });
    await layer.copy('etc/conf.d/smechvisord', `${payload}/openrc.conf`, { mode: 0o644 });
    layer.symlink('etc/runlevels/default/smechvisord', '/etc/init.d/smechvisord');
    if (own.vmm !== null) await layer.copy('usr/bin/cloud-hypervisor', own.vmm, { mode: 0o755 });
    const apply = ownOrPackaged(layout.root, 'payload/spk-visor/apply');
    await layer.copy('usr/lib/spk-visor/apply', apply, { mode: 0o755 });
    if (hasOwnCrate(layout, spkVisorCrate)) {
      const program = await buildOwnCrate(ctx, spkVisorCrate, 'spk-visor');
      await layer.copy('usr/bin/spk-visor', program, { mode: 0o755 });
    }
    await layer.file('usr/share/smechvisord/components.json', `${JSON.stringify(own.components, null, 2)}\n`);
  },
});
