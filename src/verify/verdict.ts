import { z } from 'zod';

const BootVerdict = z.object({
  firmware: z.enum(['bios', 'uefi']),
  ok: z.boolean(),
  accel: z.enum(['kvm', 'tcg']),
  /** Why it failed, with the line of the log that says so; null when it did not. */
  reason: z.string().nullable(),
  /** Seconds from power-on; null: not reached. */
  marks: z.array(z.object({ name: z.string(), seconds: z.number().nullable() })),
  seconds: z.number(),
  /** Relative to the artifact's folder, as the screenshot is. */
  log: z.string(),
  /** null: the machine was gone. */
  screenshot: z.string().nullable(),
});
export type BootVerdict = z.infer<typeof BootVerdict>;

const Reproduction = z.object({
  ok: z.boolean(),
  /** Of the second build. */
  sha256: z.string(),
  seconds: z.number(),
  /** Where the two differ, one sentence each. */
  differences: z.array(z.string()),
});
export type Reproduction = z.infer<typeof Reproduction>;

/** images/ARTIFACT.verify.json; it speaks of the artifact with this SHA-256 alone. */
export const Verdict = z.object({
  schemaVersion: z.literal(1),
  artifact: z.string(),
  sha256: z.string(),
  verifiedAt: z.iso.datetime(),
  ok: z.boolean(),
  manifest: z.object({ ok: z.boolean(), problems: z.array(z.string()) }),
  /** Empty for what doesn't boot by itself, and where `--reproduce` was asked. */
  boots: z.array(BootVerdict),
  /** What a second build from scratch gave; absent where it was not asked for. */
  reproduced: Reproduction.optional(),
});
export type Verdict = z.infer<typeof Verdict>;

/** `verify --json`. */
export interface VerifyDocument {
  schemaVersion: 1;
  ok: boolean;
  artifacts: Verdict[];
}
