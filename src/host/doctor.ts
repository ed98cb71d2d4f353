import { type InstallOptions, installPackages } from './apt.js';
import { buildableFindings } from './buildable.js';
import { prerequisiteError } from './errors.js';
import type { Layout } from './layout.js';
import { aptFinding, kvmFinding, nodeFinding, rightsFindings, spaceFindings, userNamespaceFinding } from './machine.js';
import { type FoundTool, installCommand, lackOf, lookUpAll, type NeededTool } from './tools.js';

/** One thing that was looked at. */
export interface Finding {
  what: string;
  /** `missing` and `old` keep a build from running; `warning` may. */
  state: 'ok' | 'missing' | 'old' | 'warning';
  /** What was found. */
  detail: string;
  /** What to do; null when it is well. */
  fix: string | null;
  /** The program, where it is one. */
  tool: NeededTool | null;
}

/** Programs that this program itself starts, whatever the phases. */
export const baseTools: NeededTool[] = [
  { command: 'bash', package: 'bash' },
  { command: 'tar', package: 'tar' },
  { command: 'gzip', package: 'gzip' },
  { command: 'xz', package: 'xz-utils' },
  { command: 'zstd', package: 'zstd' },
  { command: 'flock', package: 'util-linux' },
  { command: 'fakeroot', package: 'fakeroot' },
  { command: 'getfattr', package: 'attr' },
  { command: 'debugfs', package: 'e2fsprogs' },
  { command: 'resize2fs', package: 'e2fsprogs' },
];

export interface Examined {
  layout: Layout;
  target: string;
}

/** Looks at this machine: programs with their versions, paths, Node, space, rights, apt, KVM, user namespaces. Changes nothing. */
export async function examine(tools: NeededTool[], { layout, target }: Examined): Promise<Finding[]> {
  const [found, ...machine] = await Promise.all([
    lookUpAll([...baseTools, ...tools], { versions: 'all' }),
    nodeFinding(),
    spaceFindings(layout, target),
    rightsFindings(layout, target),
    aptFinding(),
    kvmFinding(),
    userNamespaceFinding(),
  ]);
  return [...found.map(toolFinding), ...buildableFindings(layout), ...machine.flat()];
}

/** The finding for one program. */
export function toolFinding({ tool, path, version, state }: FoundTool): Finding {
  const install = `\`${installCommand([tool.package]).join(' ')}\``;
  if (state === 'missing')
    return { what: tool.command, state, detail: `Debian package ${tool.package}`, fix: install, tool };
  const detail = [version, path].filter((part) => part !== null).join(' ');
  if (state === 'ok') return { what: tool.command, state, detail, fix: null, tool };
  const fix = `${tool.atLeast} or newer is needed: ${install}, or install a newer one by hand`;
  return { what: tool.command, state, detail, fix, tool };
}

/**
 * Installs the Debian packages of what is missing or too old, then looks again. Returns the packages; throws a prerequisite error
 * where this user may not install, or where something is still missing.
 */
export async function fixHost(findings: Finding[], options: InstallOptions = {}): Promise<string[]> {
  const tools = findings.flatMap(({ tool, state }) => (tool && (state === 'missing' || state === 'old') ? [tool] : []));
  const packages = [...new Set(tools.map((tool) => tool.package))].sort();
  if (packages.length === 0) return [];
  await installPackages(packages, options);
  const still = lackOf(await lookUpAll(tools));
  if (still !== '') {
    throw prerequisiteError(
      `apt-get installed ${packages.join(', ')}, and this machine still lacks ${still}: install that by hand.`,
    );
  }
  return packages;
}
