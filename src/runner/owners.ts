import { findOwners, type Owner } from '../layers/owners.js';
import { readTargetId } from '../layers/target.js';
import { type KeptKind, readRecord as readTargetRecord, recordFiles } from '../layers/target-record.js';
import { viewLayers } from './inputs.js';
import { layersOf, readRecord } from './records.js';
import type { Session } from './session.js';

export interface FoundOwner {
  /** As it was asked for. */
  asked: string;
  owner: Owner | null;
  /** What the operator did to it, which compositions leave as it is. */
  kept: KeptKind | null;
}

/** Whose the files of the system are, by the last good results of all phases. Paths are of the system, or begin with the target's. */
export async function ownersOf(session: Session, asked: string[]): Promise<FoundOwner[]> {
  const { target, layout } = session;
  const records = await Promise.all(session.phases.map(({ name }) => readRecord(session, name)));
  const layers = await viewLayers(session, records.flatMap(layersOf));
  const id = await readTargetId(target.path);
  const kept = id === null ? null : (await readTargetRecord(recordFiles(layout.targets, id))).record.kept;
  const paths = asked.map((name) => pathWithin(name, target.path));
  const owners = findOwners(layers, paths);
  return asked.map((name, index) => {
    const owner = owners[index] ?? null;
    return { asked: name, owner, kept: kept?.get(owner?.path ?? paths[index] ?? '') ?? null };
  });
}

/** /mnt/target/usr/bin/x, /usr/bin/x and usr/bin/x are one file of the system. Pure. */
export function pathWithin(name: string, target: string): string {
  const within = name === target || name.startsWith(`${target}/`) ? name.slice(target.length) : name;
  const parts = within.split('/').filter((part) => part !== '' && part !== '.');
  return parts.join('/');
}
