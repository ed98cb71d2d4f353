import { z } from 'zod';

/** The key that artifacts are signed with: in gpg's keyring, or minisign's two. */
const Signing = z.union([
  z.object({ gpg: z.string().regex(/^[0-9A-Fa-f]{16,40}$/, 'must be the id or fingerprint of a key') }).strict(),
  z
    .object({
      minisign: z.object({ secretKey: z.string().min(1), publicKey: z.string().regex(/^RW[\w+/=]{54}$/) }).strict(),
    })
    .strict(),
]);
export type Signing = z.infer<typeof Signing>;

/** smechdeploy.json: what all operators of a deploy root share. Every field has a default; unknown fields are refused. */
export const DeploySettings = z
  .object({
    /** Catalog entry -> version of the variant to use. */
    versions: z.record(z.string(), z.string()).default({}),
    /** The set of versions that the desktop is compiled from: `trixie`, Debian 13's (Plasma 6.3), or `spec` (Plasma 6.6.5). `versions` goes before it. */
    versionSet: z.enum(['trixie', 'spec']).default('trixie'),
    /** `prebuilt`: Debian 13's set is compiled against Debian's Qt. `source`, and always for the set `spec`: Qt is compiled first, which nobody has tried yet. */
    qt: z.enum(['prebuilt', 'source']).default('prebuilt'),
    /** Folders or URLs with files named as in the catalog, asked before upstream. */
    mirrors: z
      .array(
        z.string().refine((place) => !/^\w+:\/\//.test(place) || /^(https?|file):\/\/./.test(place), {
          error: 'must be a folder, or an address that begins with http:// or https://',
        }),
      )
      .default([]),
    target: z.string().optional(),
    /** SmechOS: scripts see images/part2.img mounted at the target, which is nothing but a mount point then; needs root. */
    mountImage: z.boolean().default(false),
    /** Artifacts are signed when it is there, and `verify` then wants the signature. */
    signing: Signing.optional(),
    /** The host folder that SmechOS's base is restored from. */
    reference: z.string().optional(),
    /** Seconds since 1970: the time stamp of everything that is built. */
    sourceDateEpoch: z.number().int().min(315532800).default(1767225600),
    /** Phases that are off by default elsewhere and on in this deploy root. */
    enable: z.array(z.string()).default([]),
    hostname: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
      .optional(),
    /** SmechOS: who uses the desktop, in which Wayland session, and whether without a login. */
    desktop: z
      .object({
        user: z
          .string()
          .regex(/^[a-z_][a-z0-9_-]{0,30}$/, 'must be a user name: lower-case letters, digits, - and _')
          .default('smech'),
        session: z
          .string()
          .regex(/^[\w.-]+$/, 'must be the name of a file in usr/share/wayland-sessions, without .desktop')
          .default('plasma'),
        autologin: z.boolean().default(true),
      })
      .strict()
      .prefault({}),
    /** SmechOS's own Mesa: with llvmpipe, which draws fast without a graphics card and needs LLVM, a prebuilt part. */
    mesa: z
      .object({ llvmpipe: z.boolean().default(false) })
      .strict()
      .prefault({}),
    /** SmechOS's desktop: the modules and groups of 04_compile_kde_stack that it compiles, with what they need; absent: all. */
    kde: z
      .object({ modules: z.array(z.string()).min(1).optional() })
      .strict()
      .prefault({}),
    images: z
      .object({
        espMiB: z.number().int().min(100).default(128),
        rootMiB: z.number().int().min(256).default(4096),
      })
      .strict()
      .prefault({}),
  })
  .strict();
export type DeploySettings = z.infer<typeof DeploySettings>;

/** Versions of the desktop that belong together: what Debian 13 has, and Plasma 6.6.5 with what it was released for. */
export type DesktopSet = DeploySettings['versionSet'];
