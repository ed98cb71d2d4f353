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
    const private_ = (entry: LayerEntry) => entry.type === 'file' && isPrivate(path.join(ctx.reference, entry.path));
    const accounts: LayerEntry[] = [];
    await restore(ctx, etcSkeleton, (entries) => {
      accounts.push(...entries.filter(isAccounts));
      return entries.filter((entry) => !isAccounts(entry) && !private_(entry));
    });
    for (const entry of accounts) await restoreAccounts(ctx, entry);
  },
});

/** Whatever its name, a private key stays where it is. */
const isPrivate = (file: string) => /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(readFileSync(file, 'latin1'));

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
