import type { ViewEntry } from '../../layers/view.js';
import type { PhaseContext } from '../define.js';
import type { DesktopAccounts } from './desktop-accounts.js';

type Service = keyof DesktopAccounts['groups'];

/**
 * Programs that act for others: `make install` leaves their rights to whoever knows the system's accounts.
 * Source: the install steps of dbus, Linux-PAM and polkit for root.
 */
const programs: { globs: string[]; mode: number; group?: Service }[] = [
  // Without it the bus starts no service of the system, polkit for one, and without polkit a session is not given its screen.
  {
    globs: ['usr/libexec/dbus-daemon-launch-helper', '{usr/,}lib/{,dbus-1.0/}dbus-daemon-launch-helper'],
    mode: 0o4750,
    group: 'messagebus',
  },
  // Without it a locked screen takes no password.
  { globs: ['{usr/,}sbin/unix_chkpwd'], mode: 0o4755 },
];

/** Folders that a service reads as its own user, closed to others. */
const folders: { globs: string[]; group: Service }[] = [
  { globs: ['{etc,usr/share}/polkit-1/rules.d'], group: 'polkitd' },
];

const special = 0o6000;

export const rightsGlobs = [...programs, ...folders].flatMap(({ globs }) => globs);

/** Gives the desktop's services the rights they work with; what a distribution has given already stays. */
export async function deployRights({ view, layer, log }: PhaseContext, { groups }: DesktopAccounts): Promise<void> {
  for (const { globs, mode, group } of programs)
    for (const { entry, content } of view.match(globs)) {
      if (content === undefined || entry.mode & special) continue;
      await layer.copy(entry.path, content, { mode, uid: 0, gid: group ? groups[group] : 0 });
      log(`${entry.path} acts as root${group ? ` for ${group}` : ''}`);
    }
  for (const { globs, group } of folders)
    for (const { entry } of view.match(globs).filter(isClosed))
      layer.dir(entry.path, { mode: entry.mode, uid: 0, gid: groups[group] });
}

const isClosed = ({ entry }: ViewEntry) => entry.type === 'dir' && entry.gid === 0 && (entry.mode & 0o005) !== 0o005;
