/** Files of /etc by which a machine knows its own name. */
export const nameFiles = (hostname: string): Record<string, string> => ({
  'etc/hostname': `${hostname}\n`,
  'etc/hosts': `127.0.0.1 localhost\n127.0.1.1 ${hostname}\n::1 localhost ip6-localhost\n`,
});
