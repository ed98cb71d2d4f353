import type { ViewEntry } from '../../layers/view.js';
import type { PhaseContext } from '../define.js';
import type { DesktopAccounts } from './desktop-accounts.js';

/** Starts the system's services for the bus, polkit for one, without which a session is not given its screen. */
const launchHelper = ['usr/libexec/dbus-daemon-launch-helper', '{usr/,}lib/{,dbus-1.0/}dbus-daemon-launch-helper'];

/** Folders that polkit reads as its own user, closed to others. */
const polkitRules = ['{etc,usr/share}/polkit-1/rules.d'];

const setIds = 0o6000;

export const rightsGlobs = [...launchHelper, ...polkitRules];

/**
 * Gives the desktop's services what their installation leaves to whoever knows the system's accounts; what a distribution has given stays.
 * Source: the install steps of dbus and polkit for root.
 */
export async function deployRights({ view, layer }: PhaseContext, { services }: DesktopAccounts): Promise<void> {
  for (const { entry, content } of view.match(launchHelper)) {
    if (content === undefined || entry.mode & setIds) continue;
    await layer.copy(entry.path, content, { mode: 0o4750, uid: 0, gid: services.messagebus.gid });
  }
  for (const { entry } of view.match(polkitRules).filter(isClosed))
    layer.dir(entry.path, { mode: entry.mode, uid: 0, gid: services.polkitd.gid });
}

const isClosed = ({ entry }: ViewEntry) => entry.type === 'dir' && entry.gid === 0 && (entry.mode & 0o005) !== 0o005;
