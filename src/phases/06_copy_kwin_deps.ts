import path from 'node:path';
import { definePhase } from './define.js';
import { desktopSourceInputs, desktopSources, kwin, takeWhatLacks } from './smechos/desktop-sources.js';
import { runTimeClosure } from './smechos/run-time-closure.js';
import { libraryFolders } from './smechos/selections.js';

const programs = [kwin, 'usr/bin/kwin_wayland_wrapper'];

export const phase = definePhase({
  name: '06_copy_kwin_deps',
  title: "KWin's dependencies",
  summary: 'Everything that KWin loads while it runs, found in its files: libraries, plugins, QML modules, packages',
  group: 'Compilation and configuration',
  needs: () => 'image',
  tools: [
    { command: 'readelf', package: 'binutils' },
    { command: 'strings', package: 'binutils' },
  ],
  recipes: () => [],
  inputs: () => desktopSourceInputs,
  outputs: () => [],
  run: async (ctx) => {
    const sources = await desktopSources(ctx);
    const start = programs.flatMap((name) => {
      const file = sources.own.file(name);
      return file === undefined ? [] : [{ path: name, file }];
    });
    if (start.length === 0)
      return ctx.missing(
        'The target has no KWin (usr/bin/kwin_wayland): compile it, or restore it from a reference host made with `reference create DIR --desktop`.',
      );
    ctx.progress(0, 2, 'looking for what KWin loads');
    const host = { tree: sources.tree, folders: libraryFolders };
    const { libraries, plugins, files, missing, absentModules } = await runTimeClosure(
      start,
      host,
      path.join(ctx.workDir, 'words'),
      ctx.signal,
    );
    ctx.log(`${libraries.length} libraries, ${plugins.length} plugins, ${files.length} files of modules and packages`);
    ctx.progress(1, 2, 'taking files');
    await takeWhatLacks(ctx, sources, [...libraries, ...plugins, ...files]);
    for (const { module, neededBy } of absentModules)
      ctx.log(`QML module ${module}, which ${neededBy} imports, is nowhere: it may be one for other systems`);
    for (const { library, neededBy } of missing)
      ctx.missing(
        `KWin can't load ${library}, which ${neededBy} needs: compile it, or install it in the reference host.`,
      );
  },
});
