import type { ArtifactBoot } from './artifact-manifest.js';

/** What an OpenRC system of ours shows on its serial console, from boot menu to login. */
const standardMarks: ArtifactBoot['marks'] = [
  { name: 'boot menu', pattern: 'GNU GRUB' },
  { name: 'kernel', pattern: 'Linux version \\d' },
  { name: 'OpenRC', pattern: 'OpenRC \\S+ is starting up' },
  { name: 'login', pattern: 'login:' },
];

/**
 * How an artifact boots whose menu has an entry for the serial console with the hot key `s` (`menuentry ... --hotkey=s`), by the
 * ending of its name; null for what doesn't boot by itself.
 */
export function defaultBoot(name: string): ArtifactBoot | null {
  const medium = name.endsWith('.iso') ? 'cdrom' : /\.(img|raw)$/.test(name) ? 'disk' : null;
  if (medium === null) return null;
  return {
    medium,
    entry: 'Serial console',
    serialKeys: [{ waitFor: 'GNU GRUB[\\s\\S]*Serial', send: 's' }],
    marks: standardMarks,
    memoryMiB: 1024,
  };
}
