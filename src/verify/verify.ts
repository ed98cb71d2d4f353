import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { prerequisiteError, usageError } from '../host/errors.js';
import { run } from '../host/exec.js';
import { giveToCaller } from '../host/owner.js';
import type { Signing } from '../host/settings.js';
import { type ArtifactBoot, type ArtifactCheck, checkArtifact } from '../image/artifact-manifest.js';
import { defaultBoot } from '../image/boot-defaults.js';
import { checkSignature } from '../image/signature.js';
import { type BootRequest, bootPatiently } from './boot.js';
import { accelFailure } from './machine.js';
import { findOvmf } from './ovmf.js';
import { type Accel, type Firmware, qemuProgram } from './qemu-argv.js';
import type { BootVerdict, Reproduction, Verdict } from './verdict.js';

export interface VerifyHooks {
  signal?: AbortSignal;
  /** The operator's key, where there is a deploy root that names one: the artifact must then be signed by it. */
  signing?: Signing | undefined;
  /** Builds the artifact again, in place of booting it. */
  reproduce?: (file: string) => Promise<Reproduction>;
  /** One line of progress. */
  report: (line: string) => void;
}

/** Emulation takes 20 to 35 s on an idle machine. */
const deadlines: Record<Accel, number> = { kvm: 120, tcg: 420 };

/** Checks the manifest, boots in both firmware modes and writes ARTIFACT.verify.json. `accel` is asked for only where something boots. */
export async function verifyArtifact(file: string, accel: () => Promise<Accel>, hooks: VerifyHooks): Promise<Verdict> {
  const name = path.basename(file);
  const check = await checkArtifact(file);
  const unsigned = hooks.signing ? await checkSignature(file, hooks.signing) : null;
  if (unsigned !== null) check.problems.push(unsigned);
  const boot = hooks.reproduce ? null : bootOf(file, check);
  for (const problem of check.problems) hooks.report(problem);
  if (check.problems.length === 0) hooks.report(`${name}: size and SHA-256 are as in its manifest.`);
  const boots: BootVerdict[] = [];
  if (boot) {
    await checkHost();
    let how = await accel();
    for (const firmware of ['bios', 'uefi'] as const) {
      let verdict = await bootOnce(file, firmware, boot, how, hooks);
      if (how === 'kvm' && (reachedNothing(verdict) || verdict.reason === accelFailure)) {
        hooks.report(`${name}: once more with emulation: a KVM that passed its probe may still not do`);
        how = 'tcg';
        verdict = await bootOnce(file, firmware, boot, how, hooks);
      }
      boots.push(verdict);
    }
  }
  const reproduced = await hooks.reproduce?.(file);
  const verdict: Verdict = {
    schemaVersion: 1,
    artifact: name,
    sha256: check.sha256,
    verifiedAt: new Date().toISOString(),
    ok: check.problems.length === 0 && boots.every((one) => one.ok) && reproduced?.ok !== false,
    manifest: { ok: check.problems.length === 0, problems: check.problems },
    boots,
    ...(reproduced === undefined ? {} : { reproduced }),
  };
  await save(`${file}.verify.json`, verdict);
  await giveToCaller([`${file}.verify.json`, ...(boots.length > 0 ? [path.join(path.dirname(file), 'verify')] : [])]);
  return verdict;
}

/** Not even the first mark: it is not said whether the artifact or the machine is at fault. */
export const reachedNothing = ({ ok, marks }: Pick<BootVerdict, 'ok' | 'marks'>): boolean =>
  !ok && marks.every(({ seconds }) => seconds === null);

/** QEMU and firmware, before minutes are spent. */
async function checkHost(): Promise<void> {
  await run([qemuProgram, '--version']);
  findOvmf();
}

/** From the manifest; without one from the file's name. */
function bootOf(file: string, { manifest }: ArtifactCheck): ArtifactBoot | null {
  if (manifest) return manifest.boot;
  const boot = defaultBoot(path.basename(file));
  if (!boot)
    throw usageError(
      `${file} is no artifact: it has no manifest and is neither .iso, .img nor .raw; name a file that a phase wrote to images/.`,
    );
  return boot;
}

async function bootOnce(
  file: string,
  firmware: Firmware,
  boot: ArtifactBoot,
  accel: Accel,
  hooks: VerifyHooks,
): Promise<BootVerdict> {
  const name = path.basename(file);
  const kept = path.join(path.dirname(file), 'verify', `${name}.${firmware}`);
  const title = `${name}, ${firmware.toUpperCase()}`;
  hooks.report(
    `${title}: booting with ${accel === 'kvm' ? 'KVM' : 'emulation (KVM is not usable here)'}, at most ${deadlines[accel]} s`,
  );
  const request: BootRequest = {
    ...{ artifact: file, boot, firmware, accel, log: `${kept}.log`, screenshot: `${kept}.png` },
    deadlineSeconds: deadlines[accel],
    onMark: (mark, seconds) => hooks.report(`${title}: ${mark} after ${seconds} s`),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  };
  const verdict = await bootPatiently(request, () =>
    hooks.report(`${title}: the emulated timer was late on this busy host, which is no fault of the artifact: again`),
  );
  hooks.report(
    verdict.reason === null ? `${title}: boots` : `${title}: failed: ${verdict.reason} (log: ${verdict.log})`,
  );
  const relative = (kept: string) => path.relative(path.dirname(file), kept);
  return { ...verdict, log: relative(verdict.log), screenshot: verdict.screenshot && relative(verdict.screenshot) };
}

async function save(file: string, verdict: Verdict): Promise<void> {
  await writeFileAtomic(file, `${JSON.stringify(verdict, null, 2)}\n`).catch((error: Error) => {
    throw prerequisiteError(
      `The verdict ${file} can't be written (${error.message}): check the folder's rights and free space.`,
      { cause: error },
    );
  });
}
