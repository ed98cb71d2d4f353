import { definePhase, type PhaseContext } from './define.js';
import { binariesOf, restoreLibraries } from './smechos/libraries.js';
import type { Binary } from './smechos/library-closure.js';
import { restore } from './smechos/restore.js';
import { allLibraries, compilerLibraries, desktopLibraries, loadedByName } from './smechos/selections.js';

export const phase = definePhase({
  name: 'restore_lib64',
  title: 'Libraries',
  summary: 'The shared libraries that the restored programs need, what is loaded by name, and what compilers rely on',
  group: 'Base system restoration',
  needs: () => 'image',
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes: () => [],
  inputs: () => [
    { kind: 'reference', select: allLibraries },
    { kind: 'view', globs: ['{usr/,}{bin,sbin,libexec}/**'] },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const named = await restore(ctx, loadedByName);
    const compilers = await restore(ctx, compilerLibraries);
    const desktop = hasDesktop(ctx) ? await restore(ctx, desktopLibraries) : [];
    await restoreLibraries(ctx, [...programs(ctx), ...binariesOf(ctx, [...named, ...compilers, ...desktop])]);
  },
});

const hasDesktop = (ctx: PhaseContext) => ctx.view.get('usr/bin/kwin_wayland') !== undefined;

const programs = (ctx: PhaseContext): Binary[] =>
  [...ctx.view.entries()].flatMap(({ entry, content }) =>
    entry.type === 'file' && content !== undefined ? [{ path: entry.path, file: content }] : [],
  );
