import { lstatSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../host/exec.js';
import type { UnitWork } from './work.js';

/** Files of the operator's that stand in the target in place of ours. */
export interface KeptByHand {
  /** Puts back those that were written over since; their owner is told. */
  putBack: () => Promise<void>;
}

/** Saves what was changed by hand before a script is started on it, which may write there without a look. */
export async function keepByHand({ session, request, report }: UnitWork, names: string[]): Promise<KeptByHand> {
  const target = session.target.path;
  const folder = path.join(session.layout.work, `${request.unit}~by-hand`);
  await rm(folder, { recursive: true, force: true });
  const saved = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const before = identity(path.join(target, name));
    if (before === null) continue;
    await mkdir(folder, { recursive: true });
    await copy(path.join(target, name), path.join(folder, String(index)));
    saved.set(name, before);
  }
  return {
    putBack: async () => {
      for (const [index, name] of names.entries()) {
        const place = path.join(target, name);
        if (!saved.has(name) || saved.get(name) === identity(place)) continue;
        await rm(place, { recursive: true, force: true });
        await mkdir(path.dirname(place), { recursive: true });
        await copy(path.join(folder, String(index)), place);
        report.message(
          'warning',
          `Kept ${name} as it was changed by hand: the script wrote over it, which its layer has.`,
        );
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Of a file or link, as long as nobody touches it; null: there is nothing of that kind. */
function identity(file: string): string | null {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (!stats || stats.isDirectory()) return null;
  return `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}

const copy = (from: string, to: string) => run(['cp', '--archive', '--no-target-directory', '--', from, to]);
