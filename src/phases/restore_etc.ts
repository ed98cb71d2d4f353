import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LayerEntry } from '../layers/manifest.js';
import { definePhase, type PhaseContext } from './define.js';
import { restore } from './smechos/restore.js';
import { etcSkeleton } from './smechos/selections.js';
import { withoutPasswords } from './smechos/without-passwords.js';

export const phase = definePhase({
  name: 'restore_etc',
  title: 'Skeleton of /etc',
  summary: 'Configuration from the reference host, without what is secret there',
  group: 'Base system restoration',
  needs: () => 'image',
  tools: [],
  recipes: () => [],
  inputs: () => [{ kind: 'reference', select: etcSkeleton }],
  outputs: () => [],
  run: async (ctx) => {
    const accounts: LayerEntry[] = [];
    const keys: LayerEntry[] = [];
    await restore(ctx, etcSkeleton, (entries) => {
      accounts.push(...entries.filter(isAccounts));
      keys.push(...privateKeys(ctx.reference, entries));
      return entries.filter((entry) => !accounts.includes(entry) && !keys.includes(entry));
    });
    if (keys.length > 0)
      ctx.log(`left there: private keys: ${keys.map((entry) => JSON.stringify(entry.path)).join(', ')}`);
    for (const entry of accounts) await restoreAccounts(ctx, entry);
  },
});

/** Whatever its name, a private key stays where it is, and so do its other names: alone they would lead to nothing. */
function privateKeys(reference: string, entries: LayerEntry[]): LayerEntry[] {
  const isKey = ({ path: name }: LayerEntry) =>
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/.test(readFileSync(path.join(reference, name), 'latin1'));
  const keys = new Set(entries.filter((entry) => entry.type === 'file' && isKey(entry)).map((entry) => entry.path));
  return entries.filter((entry) => keys.has(entry.type === 'hardlink' ? entry.target : entry.path));
}

const isAccounts = ({ type, path: name }: LayerEntry) => type === 'file' && /^etc\/(passwd|group)$/.test(name);

/** As it is there where it holds no password. Byte for byte: names of people may be in any encoding. */
async function restoreAccounts({ layer, reference, log }: PhaseContext, entry: LayerEntry): Promise<void> {
  const text = readFileSync(path.join(reference, entry.path), 'latin1');
  const safe = withoutPasswords(text);
  if (safe === text || entry.type !== 'file') return layer.restore(reference, [entry]);
  const { mode, uid, gid } = entry;
  await layer.file(entry.path, Buffer.from(safe, 'latin1'), { mode, uid, gid });
  log(`${entry.path}: passwords stay on the reference host, here they are looked for in the file of shadows`);
}
