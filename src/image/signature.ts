import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { failure } from '../host/errors.js';
import { run } from '../host/exec.js';
import type { Signing } from '../host/settings.js';

/** Beside the artifact; the program's own ending. */
export const signatureFile = (file: string, signing: Signing) => `${file}.${'gpg' in signing ? 'asc' : 'minisig'}`;

/**
 * Signs an artifact with the operator's key. The key is used as it is at hand: from gpg's agent, or a minisign key without a password;
 * nothing is ever asked for.
 */
export async function signArtifact(file: string, signing: Signing): Promise<void> {
  const out = signatureFile(file, signing);
  await rm(out, { force: true });
  try {
    await run(
      'gpg' in signing
        ? ['gpg', '--batch', '--yes', '--local-user', signing.gpg, '--armor', '--detach-sign', '--output', out, file]
        : ['minisign', '-S', '-s', signing.minisign.secretKey, '-m', file, '-x', out, '-t', path.basename(file)],
    );
  } catch (error) {
    throw failure(
      `${path.basename(file)} could not be signed (${(error as Error).message}): make the key of smechdeploy.json's \`signing\` usable without a question, or take \`signing\` out.`,
      { cause: error },
    );
  }
}

/** What is wrong with an artifact's signature by the operator's key, in one sentence; null: it is good. */
export async function checkSignature(file: string, signing: Signing): Promise<string | null> {
  const signature = signatureFile(file, signing);
  const name = path.basename(file);
  const again = 'run the phase that makes it again with --force';
  if (!existsSync(signature)) return `${name} has no signature (${path.basename(signature)}): ${again}.`;
  const good =
    'gpg' in signing
      ? isGpgKey(
          (await run(['gpg', '--batch', '--status-fd', '1', '--verify', signature, file], { okCodes: [0, 1, 2] }))
            .stdout,
          signing.gpg,
        )
      : (
          await run(['minisign', '-V', '-q', '-P', signing.minisign.publicKey, '-m', file, '-x', signature], {
            okCodes: [0, 1, 2],
          })
        ).exitCode === 0;
  return good
    ? null
    : `${path.basename(signature)} is no good signature of ${name} by the key of smechdeploy.json: ${again}.`;
}

/** Whether gpg's status names a valid signature by this very key or a subkey of it. */
export function isGpgKey(status: string, key: string): boolean {
  const wanted = key.toUpperCase();
  return status.split('\n').some((line) => {
    const [, word, ...fields] = line.split(' ');
    return word === 'VALIDSIG' && [fields[0], fields.at(-1)].some((fingerprint) => fingerprint?.endsWith(wanted));
  });
}
