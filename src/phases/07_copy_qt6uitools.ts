import { binaryKind, readElf } from '../build/elf.js';
import { definePhase, type PhaseContext } from './define.js';
import { desktopSourceInputs, desktopSources, takeWhatLacks } from './smechos/desktop-sources.js';
import { type Binary, findLibrary, libraryClosure } from './smechos/library-closure.js';
import { libraryFolders } from './smechos/selections.js';

/** Loads forms at run time, and the widgets of Qt Designer that forms may hold. */
const wanted = ['libQt6UiTools.so.6', 'libQt6Designer.so.6', 'libQt6DesignerComponents.so.6'];

export const phase = definePhase({
  name: '07_copy_qt6uitools',
  title: 'Qt6UITools',
  summary: 'The libraries by which parts of Plasma load forms, with what they need',
  group: 'Compilation and configuration',
  needs: () => 'image',
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes: () => [],
  inputs: () => desktopSourceInputs,
  outputs: () => [],
  run: async (ctx) => {
    const sources = await desktopSources(ctx);
    const host = { tree: sources.tree, folders: libraryFolders };
    const start: Binary[] = [];
    const places: string[] = [];
    for (const library of wanted) {
      const place = findLibrary(library, libraryFolders, host.tree);
      const file = place === null ? undefined : host.tree.file(place);
      if (place !== null && file !== undefined) {
        places.push(place);
        start.push({ path: host.tree.resolve(place), file });
      } else await reportAbsent(ctx, library);
    }
    if (start.length === 0) return;
    const { libraries, missing } = await libraryClosure(start, host, ctx.signal);
    await takeWhatLacks(ctx, sources, [...places, ...libraries]);
    for (const { library, neededBy } of missing)
      ctx.missing(`${neededBy} needs ${library}, which is nowhere: compile it, or install it in the reference host.`);
  },
});

/** A library that nothing asks for is not missed. */
async function reportAbsent(ctx: PhaseContext, library: string): Promise<void> {
  const asking = ctx.view
    .match(['usr/{bin,libexec}/*', '{usr/,}lib{,64}/**/*.so*'])
    .flatMap(({ entry, content }) =>
      content !== undefined && binaryKind(content) === 'linked' ? [[content, entry.path] as const] : [],
    );
  const names = new Map(asking);
  const facts = await readElf([...names.keys()], ctx.signal);
  const file = [...facts].find(([, { needed }]) => needed.includes(library))?.[0];
  if (file === undefined) return ctx.log(`${library} is nowhere, and nothing asks for it`);
  const who = names.get(file);
  ctx.missing(`${who} needs ${library}, which is nowhere: compile Qt's tools, or install it in the reference host.`);
}
