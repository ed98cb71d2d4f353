import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PhaseContext } from '../define.js';

/** The operator's program; nothing here builds one. */
export const vhostUserGpu = 'essentials/vhost-user-gpu';

/** Where the operator has brought it along it is installed, and only then its service is started. */
export async function installVhostUserGpu({ layer, layout, prebuilt }: PhaseContext): Promise<void> {
  const program = path.join(layout.root, vhostUserGpu);
  if (!existsSync(program)) return;
  await layer.copy('usr/libexec/vhost-user-gpu', program, { mode: 0o755 });
  layer.symlink('etc/runlevels/default/vhost-user-gpu', '/etc/init.d/vhost-user-gpu');
  prebuilt(`vhost-user-gpu from ${vhostUserGpu}`);
}
