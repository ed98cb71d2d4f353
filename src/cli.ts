/** The command line: arguments -> one command. Each command's file is loaded when it is called, so that `status` starts fast. */
import { readFileSync } from 'node:fs';
import { CommanderError, Command as Parser } from 'commander';
import { processIo } from './commands/io.js';
import { commonOptions, type Spec, specs } from './commands/specs.js';
import type { Command, CommonOptions } from './commands/types.js';
import { ExitCode, failureSentence, OperatorError, usageError } from './host/errors.js';
import { endByHangUp } from './host/hang-up.js';
import { packageFile } from './host/package.js';
import { completePath } from './host/search-path.js';
import { didYouMean } from './orders/suggest.js';

const NAME = 'smechdeploy-tui';
let debug = process.argv.includes('--debug');

// For all that is started from here: mkfs and debugfs are not in an ordinary user's PATH.
process.env.PATH = completePath(process.env.PATH);
process.stdout.on('error', endOfReader);
endByHangUp();
try {
  await parser().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

function parser(): Parser {
  const program = new Parser(NAME)
    .description(
      'Builds the Smech Labs operating systems from upstream sources. Without a command, on a terminal: the interface.',
    )
    .version(ownVersion())
    .exitOverride()
    // What the parser has to say is said by `report`.
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(false)
    .configureHelp({ showGlobalOptions: true })
    .helpCommand(false)
    .allowExcessArguments()
    .action(() => interfaceOrHelp(program));
  for (const [flags, description] of commonOptions) program.option(flags, description);
  for (const spec of specs) addCommand(program, spec);
  return program;
}

function addCommand(program: Parser, spec: Spec): void {
  const parser = program
    .command(spec.name)
    .summary(spec.summary)
    .description(`${capital(spec.summary)}.`);
  if (spec.operands) parser.arguments(spec.operands);
  for (const [flags, description] of spec.options ?? []) parser.option(flags, description);
  parser.allowExcessArguments(false).action(async () => {
    const { command } = await spec.load();
    await call(command as Command, parser.optsWithGlobals(), parser.args);
  });
}

/** A bare call opens the interface; without a terminal that can move its cursor it helps. */
async function interfaceOrHelp(program: Parser): Promise<void> {
  const [unknown] = program.args;
  if (unknown !== undefined) {
    const names = specs.map((spec) => spec.name);
    throw usageError(
      `There is no command ${JSON.stringify(unknown)}: see \`${NAME} --help\`.${didYouMean(unknown, names)}`,
    );
  }
  if (program.opts().json) throw usageError(`--json needs a command, such as \`${NAME} status --json\`.`);
  if (!process.stdout.isTTY || !process.stdin.isTTY) return program.outputHelp();
  const { command } = await import('./commands/tui.js');
  await call(command, program.opts(), []);
}

async function call(command: Command, options: Record<string, unknown>, operands: string[]): Promise<void> {
  const common = commonOf(options);
  debug = common.debug;
  process.exitCode = await command(processIo(common), { ...options, ...common }, operands);
}

function commonOf({ jobs, ...options }: Record<string, unknown>): CommonOptions {
  const known = options as Partial<CommonOptions>;
  return {
    ...known,
    ...(jobs === undefined ? {} : { jobs: jobsOf(String(jobs)) }),
    json: known.json ?? false,
    color: (known.color ?? true) && !process.env.NO_COLOR,
    quiet: known.quiet ?? false,
    debug: known.debug ?? false,
  };
}

function jobsOf(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 1024) return jobs;
  throw usageError(`--jobs takes a whole number from 1 to 1024, not ${JSON.stringify(text)}.`);
}

/** Says an error in one sentence; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return ExitCode.ok;
    const message = error.message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
    console.error(`${capital(message).replace(/\.$/, '')}: see \`${NAME} --help\`.`);
    return ExitCode.usage;
  }
  if (debug) console.error(error);
  else console.error(`${failureSentence(error)}${error instanceof OperatorError ? '' : ' (--debug shows where).'}`);
  return error instanceof OperatorError ? error.exitCode : ExitCode.failed;
}

/** `... | head` ends this program as it ends others, and so does a terminal that is gone; a full disk does not go unsaid. */
function endOfReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE' || error.code === 'EIO') process.exit(ExitCode.ok);
  console.error(
    `What this prints can't be written (${error.message}): a run that it started or shows goes on without it.`,
  );
  process.exit(ExitCode.failed);
}

/** By hand: reading all schemas takes longer than `--help` does. */
function ownVersion(): string {
  const own: unknown = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  const version = typeof own === 'object' && own !== null && 'version' in own ? own.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
