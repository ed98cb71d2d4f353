import { prerequisiteError } from '../host/errors.js';
import { definePhase, type Phase } from './define.js';

/** Phases of SmechOS that this version can't run: their places in the build order are kept, and the rest is built without them. */
const titles = {
  '08_patch_metadata': 'Version metadata',
} as const;

export const notYetNames = Object.keys(titles) as (keyof typeof titles)[];

export const notYet = (name: keyof typeof titles): Phase =>
  definePhase({
    name,
    title: titles[name],
    summary: 'Not in this version',
    group: 'Not in this version',
    needs: () => 'none',
    tools: [],
    recipes: () => [],
    inputs: () => [],
    outputs: () => [],
    offByDefault: true,
    unavailable: true,
    run: async () => {
      throw prerequisiteError(`This version can't run ${name} yet: leave it out.`);
    },
  });
