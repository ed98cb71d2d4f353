import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { failure } from '../host/errors.js';
import { ownOrPackaged } from '../host/package.js';
import { openrc } from '../recipes/openrc.js';
import { openrcSkeleton, vendoredOpenrc } from '../sources/vendored-openrc.js';
import { definePhase, type PhaseContext, type PlanContext } from './define.js';
import { restoredOpenrcInputs, restoreOpenrc } from './smechos/openrc.js';
import { copyOpenrc } from './smechos/openrc-copy.js';

/** Services of a profile: config/openrc/PROFILE where there is such a folder, else config/openrc. */
const configFolder = (ctx: Pick<PhaseContext, 'layout' | 'profile'>) => {
  const own = `config/openrc/${ctx.profile.name}`;
  return existsSync(ownOrPackaged(ctx.layout.root, own)) ? own : 'config/openrc';
};

/** SmechOS restores its base, and its init system with it. */
const isRestored = ({ profile }: PlanContext) => profile.name === 'smechos';

/** Runlevel -> services. */
const Runlevels = z.record(z.string().regex(/^[a-z]+$/), z.array(z.string().regex(/^[\w.-]+$/)));

export const phase = definePhase({
  name: 'deploy_openrc',
  title: 'OpenRC',
  summary: 'The init system, its services and runlevels',
  group: 'System configuration',
  needs: (ctx) => (isRestored(ctx) ? 'image' : 'target'),
  tools: [{ command: 'readelf', package: 'binutils' }],
  recipes: (ctx) => (isRestored(ctx) || vendoredOpenrc(ctx.layout) !== null ? [] : [openrc(ctx.provision('openrc'))]),
  inputs: (ctx) => [
    { kind: 'file', path: openrcSkeleton },
    ...(isRestored(ctx) ? restoredOpenrcInputs : [{ kind: 'file', path: configFolder(ctx) } as const]),
  ],
  outputs: () => [],
  run: async (ctx) => {
    if (isRestored(ctx)) return restoreOpenrc(ctx);
    const folder = configFolder(ctx);
    const file = (name: string) => ownOrPackaged(ctx.layout.root, path.join(folder, name));
    const own = vendoredOpenrc(ctx.layout);
    if (own !== null) await copyOpenrc(ctx, own);
    const services = await copyAll(ctx, file('init.d'), 'etc/init.d', 0o755);
    await copyAll(ctx, file('conf.d'), 'etc/conf.d', 0o644);
    await ctx.layer.copy('etc/rc.conf', file('rc.conf'), { mode: 0o644 });

    for (const [runlevel, names] of Object.entries(await readRunlevels(file('runlevels.json')))) {
      ctx.layer.dir(`etc/runlevels/${runlevel}`);
      for (const name of names) {
        if (!services.includes(name))
          throw failure(
            `${file('runlevels.json')} puts ${name} into ${runlevel}, but ${file('init.d')} has no such service: add it or take it out.`,
          );
        ctx.layer.symlink(`etc/runlevels/${runlevel}/${name}`, `/etc/init.d/${name}`);
      }
    }
    ctx.log(`${services.length} services`);
  },
});

/** Returns the names. */
async function copyAll(ctx: PhaseContext, from: string, to: string, mode: number): Promise<string[]> {
  const names = (await readdir(from)).sort();
  for (const name of names) await ctx.layer.copy(`${to}/${name}`, path.join(from, name), { mode });
  return names;
}

async function readRunlevels(file: string): Promise<z.infer<typeof Runlevels>> {
  try {
    return Runlevels.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    throw failure(`${file} is not an object of runlevels with lists of service names: correct it.`, { cause: error });
  }
}
