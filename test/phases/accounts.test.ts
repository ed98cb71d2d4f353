import { describe, expect, it } from 'vitest';
import { DeploySettings } from '../../src/host/settings.js';
import { type Accounts, findAccount, withAccount } from '../../src/phases/smechos/accounts.js';
import { desktopAccounts } from '../../src/phases/smechos/desktop-accounts.js';

const before: Accounts = {
  passwd: 'root:x:0:0::/root:/bin/sh\nmessagebus:x:100:101::/nonexistent:/usr/sbin/nologin\n+nis::::::\n',
  group: 'root:x:0:\nvideo:x:44:old\nmessagebus:x:101:\nplugdev:x:46:\nusers:x:100:\n',
  shadow: 'root:!*:1:0:99999:7:::\nmessagebus:!*:1:0:99999:7:::\n',
  gshadow: 'root:!*::\nvideo:!*::old\nplugdev:!*::\n',
};
const desktop = (settings: object = {}) => DeploySettings.parse({ desktop: settings }).desktop;
const line = (text: string, name: string) => text.split('\n').find((one) => one.startsWith(`${name}:`));

describe('accounts of the desktop', () => {
  const { accounts, user, services } = desktopAccounts(before, desktop(), 20454);

  it('make a person that no password opens, in the groups of its devices, keeping who is in them', () => {
    expect(line(accounts.passwd, 'smech')).toBe('smech:x:1000:1000:SmechOS:/home/smech:/bin/bash');
    expect(line(accounts.shadow, 'smech')).toBe('smech:!*:20454:0:99999:7:::');
    expect(user).toEqual({ name: 'smech', uid: 1000, gid: 1000, home: '/home/smech' });
    expect(line(accounts.group, 'video')).toBe('video:x:44:old,smech,sddm');
    expect(line(accounts.gshadow, 'video')).toBe('video:!*::old,smech,sddm');
    for (const group of ['render', 'input', 'audio', 'plugdev', 'users'])
      expect(line(accounts.group, group)).toMatch(/[:,]smech\b/);
    expect(line(accounts.group, 'netdev')).toBeUndefined();
  });

  it('give each service an id that nobody has, and leave one that is there', () => {
    expect(line(accounts.passwd, 'messagebus')).toBe(line(before.passwd, 'messagebus'));
    const ids = accounts.passwd.split('\n').flatMap((one) => (/^[a-z]/.test(one) ? [one.split(':')[2]] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(services.sddm).toMatchObject({ home: '/var/lib/sddm' });
    expect(services.sddm.uid).toBeGreaterThan(100);
    expect(services.sddm.uid).toBeLessThan(1000);
    expect(accounts.passwd).toContain('+nis::::::\n');
  });

  it('are the same when they are made again', () => {
    expect(desktopAccounts(accounts, desktop(), 20454).accounts).toEqual(accounts);
  });

  it('refuse an account of the system, by name or as it is there', () => {
    expect(() => desktopAccounts(before, desktop({ user: 'root' }), 1)).toThrow(/is an account of the system/);
    expect(() => desktop({ user: 'Root:x' })).toThrow(/user name/);
    expect(() => desktop({ session: '../x' })).toThrow(/wayland-sessions/);
  });

  it('end a last line that has no end', () => {
    const account = { name: 'x', comment: '', home: '/x', shell: '/bin/sh', kind: 'person' } as const;
    const made = withAccount({ passwd: 'root:x:0:0::/:/bin/sh', group: '', shadow: '', gshadow: '' }, account, 1);
    expect(made.passwd.split('\n')).toHaveLength(3);
    expect(findAccount(made, 'x')?.uid).toBe(1000);
  });
});
