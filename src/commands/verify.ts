import { existsSync } from 'node:fs';
import path from 'node:path';
import { ExitCode, usageError } from '../host/errors.js';
import { readSettings } from '../host/read-settings.js';
import { isRoot } from '../orders/root.js';
import { chooseAccel } from '../verify/accel.js';
import type { Accel } from '../verify/qemu-argv.js';
import type { Verdict, VerifyDocument } from '../verify/verdict.js';
import { verifyArtifact } from '../verify/verify.js';
import { reproduce } from './reproduce.js';
import type { Command, CommandIo, VerifyOptions } from './types.js';

/** Checks artifacts against their manifests and signatures and boots them in QEMU, BIOS and UEFI, or builds them again. Exit 1 when one is not good. */
export const command: Command<VerifyOptions> = async (io, options, operands) => {
  if (operands.length === 0)
    throw usageError('verify needs an artifact: name a file, such as `verify images/smechvisor-install-x86_64.iso`.');
  const files = operands.map((operand) => locate(io, operand));
  const signal = io.interruptible();
  let chosen: Promise<Accel> | undefined;
  const accel = () => {
    chosen ??= chooseAccel(signal);
    return chosen;
  };
  const report = (line: string) => {
    if (options.quiet) return;
    if (options.json) io.stderr.write(`${line}\n`);
    else io.line(line);
  };
  const again = (file: string) =>
    reproduce(file, { root: rootOf(file) ?? io.deployRoot(), env: io.env, signal, report });
  const hooks = { signal, report, ...(options.reproduce ? { reproduce: again } : {}) };
  const artifacts: Verdict[] = [];
  try {
    for (const file of files)
      artifacts.push(await verifyArtifact(file, accel, { ...hooks, signing: await signingOf(rootOf(file)) }));
  } catch (error) {
    if (signal.aborted) return ExitCode.cancelled;
    throw error;
  }
  const ok = artifacts.every((verdict) => verdict.ok);
  const document: VerifyDocument = { schemaVersion: 1, ok, artifacts };
  if (options.json) io.json(document);
  else for (const verdict of artifacts) io.line(`${verdict.artifact}: ${summary(verdict)}`);
  return ok ? ExitCode.ok : ExitCode.failed;
};

/** As typed, else the artifact of that name in the deploy root. */
function locate(io: CommandIo, operand: string): string {
  const typed = path.resolve(io.cwd, operand);
  if (existsSync(typed) || operand.includes('/')) return typed;
  const named = path.join(io.deployRoot(), 'images', operand);
  return existsSync(named) ? named : typed;
}

/** The deploy root that an artifact lies in; null for a file elsewhere. */
function rootOf(file: string): string | null {
  const root = path.dirname(path.dirname(file));
  return isRoot(root) ? root : null;
}

/** The key that artifacts of a deploy root are signed with. */
const signingOf = async (root: string | null) => (root === null ? undefined : (await readSettings(root)).signing);

function summary({ ok, manifest, boots, reproduced }: Verdict): string {
  if (ok && reproduced) return `good: built again from scratch in ${reproduced.seconds} s, the same SHA-256`;
  if (ok) return boots.length === 0 ? 'good (nothing to boot)' : 'good: boots under BIOS and UEFI';
  const bad = [
    ...(manifest.ok ? [] : ['its manifest or signature']),
    ...(reproduced?.ok === false ? [`a second build differs: ${reproduced.differences.join('; ')}`] : []),
    ...boots.filter((boot) => !boot.ok).map((boot) => `${boot.firmware.toUpperCase()} boot`),
  ];
  return `NOT good: ${bad.join(', ')}`;
}
