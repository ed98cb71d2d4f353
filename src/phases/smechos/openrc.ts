import { failure } from '../../host/errors.js';
import { vendoredOpenrc } from '../../sources/vendored-openrc.js';
import type { Input, PhaseContext } from '../define.js';
import { binariesOf, restoreLibraries } from './libraries.js';
import { copyOpenrc } from './openrc-copy.js';
import { restore } from './restore.js';
import { allLibraries, openrcFiles } from './selections.js';

export const restoredOpenrcInputs: Input[] = [
  { kind: 'reference', select: openrcFiles },
  { kind: 'reference', select: allLibraries },
];

/** The operator's skeleton where there is one, else the OpenRC of the reference host, with its services and runlevels. */
export async function restoreOpenrc(ctx: PhaseContext): Promise<void> {
  const own = vendoredOpenrc(ctx.layout);
  if (own !== null) return copyOpenrc(ctx, own);
  const entries = await restore(ctx, openrcFiles);
  if (!entries.some(({ path }) => /^(usr\/)?sbin\/openrc$/.test(path)))
    throw failure(
      `${ctx.reference} has no OpenRC (sbin/openrc) and there is no deps/others/openrc_install: install openrc there, or put a skeleton here.`,
    );
  await restoreLibraries(ctx, binariesOf(ctx, entries));
}
