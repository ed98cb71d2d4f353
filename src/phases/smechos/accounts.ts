import { failure } from '../../host/errors.js';

/** Texts of the four files that tell who may use a system. */
export interface Accounts {
  passwd: string;
  group: string;
  shadow: string;
  gshadow: string;
}

export interface Account {
  name: string;
  uid: number;
  gid: number;
  home: string;
}

interface NewAccount {
  name: string;
  comment: string;
  home: string;
  shell: string;
  /** Ids of a distribution's services (100 to 999) or of people (from 1000). */
  kind: 'system' | 'person';
}

export const accountFiles = ['passwd', 'group', 'shadow', 'gshadow'] as const;

/** Lines of such a file as their fields; what is no entry (comments, NIS) is left out. */
const fieldsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => /^[^#:+-][^:]*:/.test(line))
    .map((line) => line.split(':'));

/** Null where there is no account of that name. */
export function findAccount({ passwd }: Accounts, name: string): Account | null {
  const found = fieldsOf(passwd).find(([user]) => user === name);
  if (!found) return null;
  const [, , uid, gid, , home = '/'] = found;
  return { name, uid: Number(uid), gid: Number(gid), home };
}

const groupId = ({ group }: Accounts, name: string): number | null => {
  const found = fieldsOf(group).find(([known]) => known === name);
  return found ? Number(found[2]) : null;
};

/** A system group of that name, where there is none. */
export function withGroup(accounts: Accounts, name: string): Accounts {
  return groupId(accounts, name) === null ? addGroup(accounts, name, freeId(accounts, 'system')) : accounts;
}

/** An account of that name with a group of its own, where there is none: locked, so that no password opens it. `day`: days since 1970. */
export function withAccount(accounts: Accounts, account: NewAccount, day: number): Accounts {
  const { name, comment, home, shell, kind } = account;
  if (findAccount(accounts, name)) return accounts;
  const gid = groupId(accounts, name) ?? freeId(accounts, kind);
  const grouped = groupId(accounts, name) === null ? addGroup(accounts, name, gid) : accounts;
  const uid = fieldsOf(accounts.passwd).some((fields) => Number(fields[2]) === gid) ? freeId(grouped, kind) : gid;
  return {
    ...grouped,
    passwd: append(grouped.passwd, [name, 'x', uid, gid, comment, home, shell]),
    shadow: append(grouped.shadow, [name, '!*', day, 0, 99999, 7, '', '', '']),
  };
}

/** A user as a member of a group that is there. */
export function withMember(accounts: Accounts, groupName: string, user: string): Accounts {
  const add = (text: string) =>
    text
      .split('\n')
      .map((line) => {
        const fields = line.split(':');
        if (fields[0] !== groupName || fields.length !== 4) return line;
        const members = (fields[3] ?? '').split(',').filter((name) => name !== '');
        return members.includes(user) ? line : [...fields.slice(0, 3), [...members, user].join(',')].join(':');
      })
      .join('\n');
  return { ...accounts, group: add(accounts.group), gshadow: add(accounts.gshadow) };
}

const addGroup = (accounts: Accounts, name: string, gid: number): Accounts => ({
  ...accounts,
  group: append(accounts.group, [name, 'x', gid, '']),
  gshadow: append(accounts.gshadow, [name, '!*', '', '']),
});

function freeId({ passwd, group }: Accounts, kind: NewAccount['kind']): number {
  const taken = new Set([...fieldsOf(passwd), ...fieldsOf(group)].map((fields) => Number(fields[2])));
  // Distributions give system ids from below: ours come from above.
  const candidates = kind === 'system' ? range(999, 100) : range(1000, 59_999);
  const free = candidates.find((id) => !taken.has(id));
  if (free === undefined)
    throw failure(`etc/passwd and etc/group have no free id for a ${kind} account: take some out.`);
  return free;
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => (from < to ? from + index : from - index));

function append(text: string, fields: (string | number)[]): string {
  const line = `${fields.join(':')}\n`;
  return text === '' || text.endsWith('\n') ? text + line : `${text}\n${line}`;
}
