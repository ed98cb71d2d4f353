import path from 'node:path';
import { failure } from '../../host/errors.js';
import type { DeploySettings } from '../../host/settings.js';
import type { View } from '../../layers/view.js';
import type { PhaseContext } from '../define.js';
import {
  type Account,
  type Accounts,
  accountFiles,
  findAccount,
  withAccount,
  withGroup,
  withMember,
} from './accounts.js';

/** Groups that udev gives devices to. */
const deviceGroups = ['audio', 'input', 'render', 'video'];
/** Where the distribution has them: mobile devices, network, drives. */
const optionalGroups = ['bluetooth', 'cdrom', 'netdev', 'plugdev', 'users'];

/** Who the desktop's services run as. */
const services = [
  { name: 'messagebus', comment: 'System message bus', home: '/nonexistent' },
  { name: 'polkitd', comment: 'Authorization manager', home: '/nonexistent' },
  { name: 'sddm', comment: 'Display manager', home: '/var/lib/sddm' },
] as const;

export interface DesktopAccounts {
  accounts: Accounts;
  user: Account;
  /** By name. */
  services: Record<(typeof services)[number]['name'], Account>;
}

/** The accounts of a system with those that a desktop needs; `day`: days since 1970. */
export function desktopAccounts(before: Accounts, { user }: DeploySettings['desktop'], day: number): DesktopAccounts {
  let accounts = before;
  for (const group of deviceGroups) accounts = withGroup(accounts, group);
  for (const service of services)
    accounts = withAccount(accounts, { ...service, shell: '/usr/sbin/nologin', kind: 'system' }, day);
  const person = { name: user, comment: 'SmechOS', home: `/home/${user}`, shell: '/bin/bash', kind: 'person' } as const;
  accounts = withAccount(accounts, person, day);
  for (const group of [...deviceGroups, ...optionalGroups]) accounts = withMember(accounts, group, user);
  for (const group of ['video', 'render', 'input']) accounts = withMember(accounts, group, 'sddm');
  const made = (name: string) => {
    const found = findAccount(accounts, name);
    if (found) return found;
    throw new TypeError(`${name} was made and is not there`);
  };
  const account = made(user);
  if (account.uid < 1000)
    throw failure(
      `"desktop": {"user": "${user}"} in smechdeploy.json is an account of the system (id ${account.uid}), which does not log in to a desktop: choose another name.`,
    );
  const [messagebus, polkitd, sddm] = [made('messagebus'), made('polkitd'), made('sddm')];
  return { accounts, user: account, services: { messagebus, polkitd, sddm } };
}

export const accountGlobs = accountFiles.map((name) => `etc/${name}`);

/** Writes the accounts, with the rights that their files have, the user's home from /etc/skel, and SDDM's. */
export async function deployAccounts(ctx: PhaseContext): Promise<DesktopAccounts> {
  const texts = await Promise.all(
    accountFiles.map(async (name) => [name, await ctx.view.read(`etc/${name}`)] as const),
  );
  const made = desktopAccounts(
    Object.fromEntries(texts) as Record<(typeof accountFiles)[number], string>,
    ctx.settings.desktop,
    Math.floor(ctx.epoch / 86_400),
  );
  for (const [name, text] of texts) {
    const now = made.accounts[name];
    const { mode, uid, gid } = ctx.view.get(`etc/${name}`)?.entry ?? {};
    if (now !== text) await ctx.layer.file(`etc/${name}`, now, { ...{ mode, uid, gid } });
  }
  await deployHome(ctx, made.user);
  const { uid, gid, home } = made.services.sddm;
  const state = home.slice(1);
  if (state !== '' && !ctx.view.get(state)) ctx.layer.dir(state, { mode: 0o750, uid, gid });
  return made;
}

/** A home that is there stays as it is. */
async function deployHome({ layer, view, log }: PhaseContext, { name, home, uid, gid }: Account): Promise<void> {
  const folder = home.slice(1);
  if (view.get(folder)) return log(`${home} of ${name} is there already: it stays`);
  layer.dir(folder, { mode: 0o700, uid, gid });
  for (const { entry, content } of skeletonOf(view)) {
    const to = path.posix.join(folder, entry.path.slice('etc/skel/'.length));
    if (entry.type === 'dir') layer.dir(to, { mode: entry.mode, uid, gid });
    else if (content !== undefined) await layer.copy(to, content, { mode: entry.mode, uid, gid });
  }
}

const skeletonOf = (view: View) => view.match(['etc/skel/**']).filter(({ entry }) => entry.path !== 'etc/skel');
