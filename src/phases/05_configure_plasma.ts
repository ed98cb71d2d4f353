import { failure } from '../host/errors.js';
import { definePhase, type PhaseContext } from './define.js';
import { accountGlobs, deployAccounts } from './smechos/desktop-accounts.js';
import { configFiles, deployIfAbsent } from './smechos/desktop-files.js';
import { deployRights, rightsGlobs } from './smechos/desktop-rights.js';
import { deployPam, deployServices, pamFolders, serviceFolders } from './smechos/desktop-services.js';
import { withoutLoginOn } from './smechos/inittab.js';

const sddmConfig = 'config/sddm/sddm.conf.d';
const plasmaConfig = 'config/plasma/xdg';
const sessionConfig = 'config/plasma/wayland-sessions';
const defaultsConfig = 'config/plasma/default';
/** Folder of config/ -> where it goes. */
const soundConfig = {
  'config/plasma/sound/autostart': 'etc/xdg/autostart',
  'config/plasma/sound/pipewire': 'etc/pipewire/pipewire.conf.d',
};
const soundPrograms = ['usr/bin/pipewire', 'usr/bin/wireplumber'];
const sessions = 'usr/share/wayland-sessions';

/** What a session can't do without: name -> where distributions and our recipes have it. */
const needed: Record<string, string[]> = {
  Plasma: ['usr/bin/startplasma-wayland'],
  SDDM: ['usr/bin/sddm'],
  elogind: ['usr/libexec/elogind', 'usr/libexec/elogind/elogind', '{usr/,}lib/elogind/elogind'],
  'D-Bus': ['usr/bin/dbus-daemon'],
  OpenRC: ['{usr/,}sbin/openrc-run'],
};

export const phase = definePhase({
  name: '05_configure_plasma',
  title: 'Plasma session',
  summary: 'The desktop starts with the system: SDDM, elogind and D-Bus, an account, and its login without a question',
  group: 'Compilation and configuration',
  needs: () => 'image',
  tools: [],
  recipes: () => [],
  inputs: ({ settings }) => [
    {
      kind: 'view',
      globs: [
        ...Object.values(needed).flat(),
        ...[...accountGlobs, ...rightsGlobs, 'etc/skel/**', 'home/*', 'var/lib/sddm', `${sessions}/*`],
        ...[
          'etc/inittab',
          'etc/{pam.d,init.d,sddm.conf.d,xdg,xdg/autostart,pipewire/pipewire.conf.d,default}/*',
          ...soundPrograms,
          'usr/lib/pam.d/*',
          '{usr/,}lib{,64}/**/security/pam_*.so',
        ],
      ],
    },
    ...[sddmConfig, plasmaConfig, defaultsConfig, sessionConfig, ...Object.keys(soundConfig)]
      .concat(serviceFolders, pamFolders)
      .map((path) => ({ kind: 'file' as const, path })),
    { kind: 'value', name: 'desktop', value: JSON.stringify(settings.desktop) },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const absent = Object.entries(needed).filter(
      ([, places]) => !ctx.view.match(places).some(({ entry }) => entry.type !== 'dir'),
    );
    if (absent.length > 0)
      return ctx.missing(
        `The target has no desktop: ${absent.map(([name, [place]]) => `${name} (${place})`).join(', ')} missing: compile it, or restore it from a reference host made with \`reference create DIR --desktop\`.`,
      );
    await deploySession(ctx);
    await deployServices(ctx);
    await deployPam(ctx);
    await deployIfAbsent(ctx, await configFiles(ctx, plasmaConfig, 'etc/xdg'));
    await deployIfAbsent(ctx, await configFiles(ctx, defaultsConfig, 'etc/default'));
    await deploySound(ctx);
    await freeFirstConsole(ctx);
    const config = await configFiles(ctx, sddmConfig, 'etc/sddm.conf.d');
    await deployIfAbsent(ctx, config);
    const accounts = await deployAccounts(ctx);
    await deployRights(ctx, accounts);
    await deployAutologin(
      ctx,
      accounts.user.name,
      config.map(({ to }) => to),
    );
  },
});

/** The session that is asked for, whose programs must be there. */
async function deploySession(ctx: PhaseContext): Promise<void> {
  const ours = await configFiles(ctx, sessionConfig, sessions);
  const { session } = ctx.settings.desktop;
  const file = `${sessions}/${session}.desktop`;
  const own = ctx.view.get(file) ? undefined : ours.find(({ to }) => to === file);
  if (own) await deployIfAbsent(ctx, [own]);
  else {
    if (!ctx.view.get(file)) throw noSession(ctx, session);
    const programs = (/^Exec=(.*)$/m.exec(await ctx.view.read(file))?.[1] ?? '').match(/\/\S+/g) ?? [];
    const gone = programs.find((program) => !ctx.view.get(program.slice(1)));
    if (gone !== undefined) throw failure(`${file} starts ${gone}, which the target has not: restore or compile it.`);
  }
}

/** The session starts PipeWire, where it is there. */
async function deploySound(ctx: PhaseContext): Promise<void> {
  const lacking = soundPrograms.filter((program) => !ctx.view.get(program));
  if (lacking.length > 0) return ctx.log(`the session starts no sound server: ${lacking.join(' and ')} not there`);
  for (const [folder, to] of Object.entries(soundConfig)) await deployIfAbsent(ctx, await configFiles(ctx, folder, to));
}

function noSession(ctx: PhaseContext, session: string): Error {
  const there = ctx.view.match([`${sessions}/*.desktop`]).map(({ entry }) => entry.path.slice(sessions.length + 1, -8));
  return failure(
    `"desktop": {"session": "${session}"} in smechdeploy.json is no Wayland session of the target, which has ${there.join(', ') || 'none'}: choose one.`,
  );
}

/** An operator's own file of that name stays. */
async function deployAutologin(ctx: PhaseContext, user: string, deployed: string[]): Promise<void> {
  const { autologin, session } = ctx.settings.desktop;
  const file = 'etc/sddm.conf.d/autologin.conf';
  if (!autologin || deployed.includes(file)) return;
  if (ctx.view.get(file)) return ctx.log(`${file} is there already: it stays`);
  await ctx.layer.file(file, `[Autologin]\nUser=${user}\nSession=${session}\nRelogin=false\n`);
  ctx.log(`${user} is logged in to ${session} without a question`);
}

/** SDDM shows the desktop on the first console: a login that waits there as well would take its keys. */
async function freeFirstConsole(ctx: PhaseContext): Promise<void> {
  const inittab = 'etc/inittab';
  if (!ctx.view.get(inittab)) return;
  const text = await ctx.view.read(inittab);
  const freed = withoutLoginOn(text, 'tty1');
  if (freed === text) return;
  await ctx.layer.file(inittab, freed);
  ctx.log('tty1 is for the desktop: logins are on the other consoles');
}
