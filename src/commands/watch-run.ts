import { ExitCode, failureSentence } from '../host/errors.js';
import { readPersonal } from '../host/personal.js';
import { follow, type Step, sendCommand } from '../runner/client.js';
import type { RunState } from '../state/run-state.js';
import { createAnnouncer } from '../ui/announcer.js';
import { signalsFor } from '../ui/signals.js';
import { annotation } from './annotation.js';
import { eventLines, heartbeat } from './event-lines.js';
import { createFooter, footerLines } from './footer.js';
import { type Keys, listenToKeys } from './keys.js';
import type { CommandIo, CommonOptions } from './types.js';
import { me } from './who.js';
import { paint } from './words.js';

const SILENCE_MS = 30_000;
const REDRAW_MS = 500;

export interface Watch {
  root: string;
  runId: string;
  /** What SIGINT and SIGTERM do where there is no terminal: a foreground run ends with its client, a watched one goes on. */
  onSignal: 'cancel' | 'detach';
}

/** Shows a run until it ends or the operator leaves it; gives its exit code. */
export async function watchRun(io: CommandIo, options: CommonOptions, watch: Watch): Promise<ExitCode> {
  const stop = new AbortController();
  let asked = false;
  const cancel = () => {
    asked = true;
    sendCommand(watch.root, 'cancel', me()).catch((error: unknown) => io.stderr.write(`${failureSentence(error)}\n`));
  };
  const view = options.json ? jsonView(io) : isTerminal(io) ? terminalView(io, options, watch) : plainView(io, options);
  const interrupt = () => {
    if (watch.onSignal === 'detach') stop.abort();
    else if (view.confirm && !asked && !view.confirm()) return;
    else cancel();
  };
  const keys = view.keys?.({ interrupt, detach: () => stop.abort() });
  const terminate = () => (watch.onSignal === 'detach' ? stop.abort() : cancel());
  const hangUp = () => stop.abort();
  process.on('SIGINT', interrupt).on('SIGTERM', terminate).on('SIGHUP', hangUp);
  let last: RunState | null = null;
  try {
    for await (const step of follow(watch.root, watch.runId, stop.signal)) {
      last = step.state;
      view.step(step);
    }
  } finally {
    keys?.close();
    view.close();
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', terminate).removeListener('SIGHUP', hangUp);
  }
  if (stop.signal.aborted && last?.endedAt === null) {
    if (!options.json && !options.quiet)
      io.line(`Run ${watch.runId} goes on: watch it with \`smechdeploy-tui attach\`.`);
    return ExitCode.ok;
  }
  return exitCodeOf(last);
}

function exitCodeOf(state: RunState | null): ExitCode {
  const code = Object.values(ExitCode).find((known) => known === state?.exitCode);
  return code ?? ExitCode.failed;
}

export const isTerminal = (io: CommandIo) => io.stdout.isTTY === true && io.env.TERM !== 'dumb';

interface View {
  step: (step: Step) => void;
  close: () => void;
  /** False: the operator has been told what another Ctrl-C does. */
  confirm?: () => boolean;
  keys?: (handlers: { interrupt: () => void; detach: () => void }) => Keys;
}

function jsonView(io: CommandIo): View {
  return {
    step: ({ event, state }) => {
      io.json(
        event
          ? { schemaVersion: 1, ...event }
          : { schemaVersion: 1, type: 'run.lost', runId: state.id, summary: state.summary },
      );
    },
    close: () => {},
  };
}

/** Lines for a log, with a sign of life in silence. */
function plainView(io: CommandIo, options: CommonOptions): View {
  let state: RunState | null = null;
  const beat = () => {
    if (state !== null && !options.quiet) io.line(heartbeat(state, Date.now()));
  };
  const timer = setInterval(beat, SILENCE_MS);
  return {
    step: (step) => {
      state = step.state;
      const lines = [...shownLines(step, options), ...annotation(step.event, io.env)];
      for (const line of lines) io.line(line);
      if (lines.length > 0) timer.refresh();
    },
    close: () => clearInterval(timer),
  };
}

/** Finished lines scroll, what runs stays below. */
function terminalView(io: CommandIo, options: CommonOptions, watch: Watch): View {
  const footer = createFooter(io.stdout);
  const color = paint(options.color);
  const personal = readPersonal(io.env);
  const announcer = createAnnouncer(io.stdout.write.bind(io.stdout), () => signalsFor(io.env, true, personal));
  const usual = watch.onSignal === 'cancel' ? 'Ctrl-C cancels, d detaches' : 'Ctrl-C or d leaves; the run goes on';
  let hint = usual;
  let state: RunState | null = null;
  let confirmedUntil = 0;
  const draw = (lines: string[]) => {
    announcer.show(state, Date.now());
    if (Date.now() > confirmedUntil) hint = usual;
    footer.draw(lines, state === null ? [] : footerLines(state, Date.now(), hint, color));
  };
  const timer = setInterval(() => draw([]), REDRAW_MS);
  return {
    step: (step) => {
      state = step.state;
      const lines = shownLines(step, options);
      if (lines.length > 0) draw(lines);
    },
    close: () => {
      clearInterval(timer);
      announcer.show(state, Date.now());
      announcer.close();
      footer.clear();
    },
    confirm: () => {
      if (Date.now() < confirmedUntil) return true;
      confirmedUntil = Date.now() + 5000;
      hint = 'Ctrl-C again cancels the run, d leaves it running';
      draw([]);
      return false;
    },
    keys: (handlers) => listenToKeys(handlers),
  };
}

function shownLines({ event, state }: Step, options: CommonOptions): string[] {
  const color = paint(options.color && process.stdout.isTTY === true);
  if (event === null) return [color('red', state.summary ?? `Run ${state.id} was interrupted.`)];
  const matters = event.type === 'run.finished' || (event.type === 'unit.finished' && event.result === 'failed');
  return options.quiet && !matters ? [] : eventLines(event, state, color);
}
