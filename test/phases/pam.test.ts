import { expect, it } from 'vitest';
import { pamStack } from '../../src/phases/smechos/pam.js';

const files: Record<string, string> = {
  login: [
    '# a comment: auth required pam_no.so',
    'auth [success=ok default=bad] pam_unix.so nullok',
    '-session optional pam_kwallet5.so',
    '@include common-session',
    'session [success=ok module_unknown=ignore default=bad] pam_selinux.so close',
    'auth include deep',
    'session substack \\\n  gone',
  ].join('\n'),
  'common-session':
    'session required pam_limits.so\nsession optional pam_x.so\nsession required /usr/lib/security/pam_elogind.so\n@include login\n',
  deep: 'auth required pam_env.so\nsession required pam_not_asked.so\n',
};
const read = (name: string) => files[name] ?? null;

it('follows what a service includes, of the kind that is asked for, once', () => {
  const all = pamStack('login', read);
  expect(all.modules).toEqual(['pam_unix.so', 'pam_limits.so', 'pam_elogind.so', 'pam_env.so']);
  expect(all.named).toContain('pam_kwallet5.so');
  expect(all.absent).toEqual(['gone']);
  expect(pamStack('login', read, 'session').modules).toEqual(['pam_limits.so', 'pam_elogind.so']);
  expect(pamStack('nothing', read)).toEqual({ modules: [], named: [], absent: ['nothing'] });
});
