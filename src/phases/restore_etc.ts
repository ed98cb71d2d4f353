import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LayerEntry } from '../layers/manifest.js';
import { definePhase } from './define.js';
import { restore } from './smechos/restore.js';
import { etcSkeleton } from './smechos/selections.js';

export const phase = definePhase({
  name: 'restore_etc',
  title: 'Skeleton of /etc',
  summary: 'Configuration from the reference host, without what is secret there',
  group: 'Base system restoration',
  needs: () => 'image',
  tools: [],
  recipes: () => [],
  inputs: () => [{ kind: 'reference', select: etcSkeleton }],
  outputs: () => [],
  run: async (ctx) => {
    const private_ = (entry: LayerEntry) => entry.type === 'file' && isPrivate(path.join(ctx.reference, entry.path));
    await restore(ctx, etcSkeleton, (entry) => !private_(entry));
  },
});

/** Whatever its name, a private key stays where it is. */
const isPrivate = (file: string) => /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(readFileSync(file, 'latin1'));
