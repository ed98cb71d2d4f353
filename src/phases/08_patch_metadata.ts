import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPatches, findPatches, patchLines } from '../build/version-metadata/patch-tree.js';
import { usageError } from '../host/errors.js';
import { definePhase } from './define.js';
import { vendoredKde, versionsBuilt } from './smechos/version-metadata.js';

/** Trees that are reached through a link of a folder above them are somebody else's. */
async function refuseElsewhere(root: string, place: string): Promise<void> {
  const [real, top] = await Promise.all([realpath(join(root, place)), realpath(root)]);
  if (real === join(top, place)) return;
  throw usageError(
    `${place} lies outside of the deploy root, in ${real}: put the tree itself there, or patch it by hand.`,
  );
}

const more = ({ length }: string[]) => (length > 1 ? `, and ${length - 1} more` : '');

export const phase = definePhase({
  name: '08_patch_metadata',
  title: 'Version metadata',
  summary:
    'Lowers what vendored trees of KDE ask for above the versions that are built; their recipes do so by themselves',
  group: 'Desktop',
  needs: () => 'none',
  tools: [],
  recipes: () => [],
  inputs: () => [],
  outputs: () => [],
  pending: async (ctx) => {
    const versions = versionsBuilt(ctx);
    const found: string[] = [];
    for (const { place, path } of vendoredKde(ctx)) {
      const lines = patchLines(await findPatches(path, versions), place);
      if (lines.length > 0) found.push(`${place} asks for more than is built: ${lines[0]}${more(lines)}`);
    }
    return found;
  },
  run: async (ctx) => {
    const versions = versionsBuilt(ctx);
    const trees = vendoredKde(ctx);
    ctx.log(
      `The versions that are built: ${Object.entries(versions)
        .map((pair) => pair.join(' '))
        .join(', ')}.`,
    );
    if (trees.length === 0) ctx.log('No vendored tree of a KDE module in essentials/ or deps/: nothing to patch.');
    for (const [index, { place, path }] of trees.entries()) {
      ctx.progress(index, trees.length, place);
      ctx.signal.throwIfAborted();
      const patches = await findPatches(path, versions);
      if (patches.length > 0) await refuseElsewhere(ctx.layout.root, place);
      await applyPatches(path, patches);
      for (const line of patchLines(patches, place)) ctx.log(line);
      const changes = patches.reduce((sum, patch) => sum + patch.changes.length, 0);
      const report =
        changes === 0
          ? 'nothing to patch'
          : `${changes} changed in ${patches.length} file${patches.length === 1 ? '' : 's'}`;
      ctx.log(`${place}: ${report}.`);
      ctx.progress(index + 1, trees.length, `${place}: ${report}`);
    }
  },
});
