import { readFile } from 'node:fs/promises';
import type { PhaseContext } from '../define.js';
import { configFiles } from './desktop-files.js';
import { pamStack } from './pam.js';

const names = ['dbus', 'elogind', 'sddm'];

export const serviceFolders = ['config/plasma/init.d', 'config/sddm/init.d'];
export const pamFolders = ['config/plasma/pam.d', 'config/sddm/pam.d'];

/** dbus, elogind and sddm in the default runlevel; a service script of OpenRC's own kind that is there stays, one of another init is replaced. */
export async function deployServices(ctx: PhaseContext): Promise<void> {
  for (const folder of serviceFolders)
    for (const { to, from } of await configFiles(ctx, folder, 'etc/init.d')) {
      const there = ctx.view.get(to)?.content;
      const native = there !== undefined && /^#!.*\bopenrc-run\b/.test(await readFile(there, 'utf8'));
      if (native) ctx.log(`${to} is a service of OpenRC's: it stays`);
      else await ctx.layer.copy(to, from, { mode: 0o755 });
    }
  for (const name of names) ctx.layer.symlink(`etc/runlevels/default/${name}`, `/etc/init.d/${name}`);
}

/** Files of PAM: one whose includes and modules are all there stays; then a login must reach elogind, which makes it a session with a seat. */
export async function deployPam(ctx: PhaseContext): Promise<void> {
  const modules = new Set(
    ctx.view.match(['{usr/,}lib{,64}/**/security/pam_*.so']).map(({ entry }) => entry.path.split('/').at(-1)),
  );
  const texts = new Map<string, string>();
  for (const { entry, content } of ctx.view.match(['usr/lib/pam.d/*', 'etc/pam.d/*']))
    if (content !== undefined) texts.set(entry.path.split('/').at(-1) ?? '', await readFile(content, 'utf8'));
  const read = (service: string) => texts.get(service) ?? null;
  for (const folder of pamFolders)
    for (const { to, from } of await configFiles(ctx, folder, 'etc/pam.d')) {
      const service = to.split('/').at(-1) ?? '';
      const stack = pamStack(service, read);
      const lacks = [...stack.absent, ...stack.modules.filter((module) => !modules.has(module))];
      if (lacks.length === 0) continue;
      if (texts.has(service)) ctx.log(`${to} asks for ${lacks.join(', ')}, not there: it is replaced`);
      await ctx.layer.copy(to, from, { mode: 0o644 });
      texts.set(service, await readFile(from, 'utf8'));
    }
  const session = pamStack('sddm-autologin', read, 'session');
  if (!session.named.includes('pam_elogind.so') || !modules.has('pam_elogind.so'))
    ctx.missing(
      'A login is no session of elogind (pam_elogind.so is missing, or etc/pam.d/sddm-autologin does not lead to it), so KWin gets no screen: install libpam-elogind in the reference host.',
    );
}
