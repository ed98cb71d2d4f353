import { readFileSync } from 'node:fs';

/** Bit of CAP_SYS_ADMIN in capabilities(7). */
const sysAdmin = 1n << 21n;

/** Whether this process may mount: root may, but not in every container. */
export function mayMount(status = readFileSync('/proc/self/status', 'utf8')): boolean {
  const effective = /^CapEff:\t([0-9a-f]+)$/m.exec(status)?.[1];
  return effective !== undefined && (BigInt(`0x${effective}`) & sysAdmin) !== 0n;
}
