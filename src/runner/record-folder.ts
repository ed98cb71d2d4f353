import path from 'node:path';
import type { Layout } from '../host/layout.js';

/** Where it is kept how units of a profile stand: by target for what writes there, else `common`. */
export const recordFolder = (layout: Layout, profile: string, targetId: string) =>
  path.join(layout.state, 'records', profile, targetId);
