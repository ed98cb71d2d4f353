import path from 'node:path';
import { readElf } from '../../build/elf.js';
import { failure, prerequisiteError } from '../../host/errors.js';
import { definePhase, type Phase } from '../define.js';
import { buildOwnCrate, hasOwnCrate } from '../visor/own-crate.js';
import { findLibrary } from './library-closure.js';
import { libraryFolders } from './selections.js';
import { viewTree } from './system-tree.js';

interface OwnProgram {
  name: string;
  title: string;
  /** Folder of the operator's crate in the deploy root. */
  crate: string;
  program: string;
}

/** A phase that compiles an operator's crate and puts its program into usr/bin; runs only when it is named. */
export const ownProgramPhase = ({ name, title, crate, program }: OwnProgram): Phase =>
  definePhase({
    name,
    title,
    summary: `${program}, compiled from your crate in ${crate}/`,
    group: 'Programs of its own',
    needs: () => 'image',
    tools: [],
    recipes: () => [],
    inputs: () => [
      { kind: 'file', path: crate },
      { kind: 'view', globs: libraryFolders.map((folder) => `${folder}/*.so*`) },
    ],
    outputs: () => [],
    offByDefault: true,
    run: async (ctx) => {
      if (!hasOwnCrate(ctx.layout, crate))
        throw prerequisiteError(
          `There is no crate ${path.join(ctx.layout.root, crate)} (no Cargo.toml): put the source of ${program} there, or leave ${name} out.`,
        );
      const made = await buildOwnCrate(ctx, crate, program);
      const tree = viewTree(ctx.view);
      for (const library of (await readElf([made], ctx.signal)).get(made)?.needed ?? [])
        if (findLibrary(library, libraryFolders, tree) === null)
          throw failure(
            `${program} is linked with ${library} of this machine, which the target has not: link it statically in ${crate}, or bring the library into the target.`,
          );
      await ctx.layer.copy(`usr/bin/${program}`, made, { mode: 0o755 });
    },
  });
