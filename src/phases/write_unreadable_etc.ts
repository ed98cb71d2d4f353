import { definePhase, type PhaseContext, type PlanContext } from './define.js';
import { nameFiles } from './etc-names.js';

const hostname = ({ settings, profile }: PlanContext) => settings.hostname ?? profile.name;

export const phase = definePhase({
  name: 'write_unreadable_etc',
  title: 'Protected files of /etc',
  summary:
    'Fresh files in place of those that never leave the reference host: accounts are locked, the machine has its own name',
  group: 'Base system restoration',
  needs: () => 'image',
  tools: [],
  recipes: () => [],
  inputs: (ctx) => [
    { kind: 'view', globs: ['etc/passwd', 'etc/group', 'etc/security', 'etc/ssl'] },
    { kind: 'value', name: 'hostname', value: hostname(ctx) },
  ],
  outputs: () => [],
  run: async (ctx) => {
    const users = namesOf(await ctx.view.read('etc/passwd'));
    const groups = fieldsOf(await ctx.view.read('etc/group'));
    const gid = (name: string) => Number(groups.find(([group]) => group === name)?.[2] ?? 0);
    const shadow = { mode: 0o640, uid: 0, gid: gid('shadow') };
    const day = Math.floor(ctx.epoch / 86_400);
    await ctx.layer.file('etc/shadow', lines(users.map((name) => `${name}:!*:${day}:0:99999:7:::`)), shadow);
    await ctx.layer.file(
      'etc/gshadow',
      lines(groups.map(([name = '', , , members = '']) => `${name}:!*::${members}`)),
      shadow,
    );
    // Empty: filled when the machine starts for the first time.
    await ctx.layer.file('etc/machine-id', '', { mode: 0o444 });
    for (const [file, text] of Object.entries(nameFiles(hostname(ctx)))) await ctx.layer.file(file, text);
    if (has(ctx, 'etc/security')) await ctx.layer.file('etc/security/opasswd', '', { mode: 0o600 });
    if (has(ctx, 'etc/ssl')) ctx.layer.dir('etc/ssl/private', { mode: 0o710, uid: 0, gid: gid('ssl-cert') });
    ctx.log(`${users.length} accounts, all locked; host keys are made by the machine itself`);
  },
});

const has = (ctx: PhaseContext, folder: string) => ctx.view.get(folder)?.entry.type === 'dir';
const fieldsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => /^[^#:+-][^:]*:/.test(line))
    .map((line) => line.split(':'));
const namesOf = (text: string) => fieldsOf(text).map(([name = '']) => name);
const lines = (all: string[]) => all.map((line) => `${line}\n`).join('');
