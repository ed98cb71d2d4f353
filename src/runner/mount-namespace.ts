import { mayMount } from '../host/capabilities.js';
import type { UnitRequest } from './unit-files.js';

/**
 * What a unit's process is started with. A script's gets a mount namespace of its own where this user may mount: what it mounts is seen by it
 * and what it starts alone, and the kernel takes it away with the last of them, however they end.
 */
export const mountNamespace = (kind: UnitRequest['kind']): string[] =>
  kind === 'script' && mayMount() ? ['unshare', '--mount', '--propagation', 'private', '--'] : [];
