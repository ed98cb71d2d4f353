import type { SerialConsole } from './serial.js';

/** Lines after which a boot can't end well. */
const failurePatterns: readonly RegExp[] = [
  /Kernel panic - not syncing/,
  /Unable to mount root fs/,
  /\bOut of memory: Killed process/,
  /^\s*\* ERROR: .+ failed to start/,
  /^\s*\* .*\bcrashed\b/,
  // The distribution's own scripts.
  /^(?:\[FAIL\] |Starting .*\.\.\..*\bfailed!)/,
  /\b(?:dropp(?:ing|ed)|falling back|fell back|starting|entering)\b.{0,40}\b(?:rescue|emergency|recovery|initramfs|debug)\b.{0,20}\bshell\b/i,
  /^\(initramfs\) /,
  /Give root password for maintenance/,
  /A maintenance shell will now be started/,
  /^grub(?: rescue)?> ?/,
  /UEFI Interactive Shell/,
  /BdsDxe: No bootable option/,
];

const anyFailure = new RegExp(failurePatterns.map(({ source }) => `(?:${source})`).join('|'), 'im');

/** The first failing line, whole, or null. */
export function findFailure(text: string): string | null {
  const match = anyFailure.exec(text);
  if (!match) return null;
  const start = text.lastIndexOf('\n', match.index) + 1;
  const end = text.indexOf('\n', match.index + match[0].length);
  return text.slice(start, end === -1 ? undefined : end).trim();
}

/**
 * Linux counts ticks of the timer over a time that it measures by the processor's own counter: an emulated processor that the host lets wait
 * in between sees too few of them, and gives up.
 */
export const isLateTimer = (reason: string | null): boolean =>
  reason?.includes("IO-APIC + timer doesn't work") ?? false;

/** Ends with the failing line when there is one; never otherwise. */
export async function waitForFailure(serial: SerialConsole, signal: AbortSignal): Promise<string> {
  const { end } = await serial.waitFor(anyFailure, { signal });
  // The rest of its line may still be on the way.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(500)]);
  await serial.waitFor(/\n/, { from: end, signal: patience }).catch(() => undefined);
  return findFailure(serial.text) ?? '';
}
