import { ownOrPackaged } from '../host/package.js';
import { definePhase } from './define.js';
import { copyFolder } from './visor/copy-folder.js';
import { findOwn } from './visor/own-builds.js';

export const phase = definePhase({
  name: '13_install_smechvisor',
  title: 'Control plane',
  summary: "smechvisord with its web page and service, and the operator's cloud-hypervisor where there is one",
  group: 'SmechVisor',
  needs: () => 'target',
  tools: [],
  recipes: () => [],
  inputs: () => [
    { kind: 'file', path: 'payload/smechvisord' },
    { kind: 'file', path: 'essentials/smechvisord' },
    { kind: 'file', path: 'essentials/cloud-hypervisor' },
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
    await layer.file('usr/share/smechvisord/components.json', `${JSON.stringify(own.components, null, 2)}\n`);
  },
});
