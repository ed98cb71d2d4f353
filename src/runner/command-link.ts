import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { failure, prerequisiteError } from '../host/errors.js';
import { type Layout, layoutOf } from '../host/layout.js';
import type { CommandHolder } from '../state/events.js';
import { isLive, runningUnits } from '../state/selectors.js';
import { ControlReply, type ControlRequest } from './control-socket.js';
import { readJournal } from './journal.js';
import { type LockHolder, lockHolder, rootLockFile } from './locks.js';
import { isAlive, signalProcess } from './processes.js';
import { journalFile, latestRunId, runFolder } from './run-folder.js';
import { unitFiles } from './unit-files.js';
import { supervisorOf } from './unit-process.js';

/** What may be asked of a run. */
export type RunCommand = ControlRequest['command'];

const PATIENCE_MS = 3000;

/** A client's line to whichever run goes on in a deploy root. What it took command of it keeps until it closes. */
export interface CommandLink {
  /** Throws exit 3 when no run goes on, exit 1 with one sentence when the run refuses. */
  send: (command: RunCommand) => Promise<void>;
  close: () => void;
}

/** A line to the runs of a deploy root. It connects when something is asked, not before, so this throws nothing. */
export function createCommandLink(root: string, who: CommandHolder): CommandLink {
  const layout = layoutOf(root);
  let line: Line | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const lineTo = (socket: string): Line => {
    if (line === null || line.file !== socket || line.isClosed()) {
      line?.close();
      line = openLine(socket);
    }
    return line;
  };
  const send = async (command: RunCommand): Promise<void> => {
    const holder = lockHolder(rootLockFile(layout));
    if (!holder) {
      if (command === 'cancel' && cancelLost(layout)) return;
      throw prerequisiteError(`No run goes on in ${root}: there is nothing to ${command}.`);
    }
    const reply = holder.socket === null ? null : await lineTo(holder.socket).ask({ command, ...who });
    if (reply?.ok) return;
    if (command === 'cancel' && cancelBySignal(holder)) return;
    throw failure(
      reply?.error ?? `The runner (process ${holder.pid} of ${holder.user}) can't be reached: ${command} as that user.`,
    );
  };
  return {
    // One after the other: an answer belongs to the request before it.
    send: (command) => {
      const sent = last.then(() => send(command));
      last = sent.catch(() => undefined);
      return sent;
    },
    close: () => line?.close(),
  };
}

/** Asks once; command that was taken for it is given up again. `take` first takes it from whoever has it. */
export async function sendCommand(
  root: string,
  command: RunCommand,
  by: string,
  { client = command, take = false }: { client?: string; take?: boolean } = {},
): Promise<void> {
  const link = createCommandLink(root, { by, client, pid: process.pid });
  try {
    if (take) await link.send('take');
    await link.send(command);
  } finally {
    link.close();
  }
}

interface Line {
  file: string;
  /** Null when nobody answers in time. */
  ask: (request: ControlRequest) => Promise<ControlReply | null>;
  isClosed: () => boolean;
  close: () => void;
}

function openLine(file: string): Line {
  const connection = net.connect(path.resolve(file));
  let closed = false;
  let waiting: ((reply: ControlReply | null) => void) | null = null;
  const answered = (reply: ControlReply | null) => {
    waiting?.(reply);
    waiting = null;
  };
  connection.on('error', () => connection.destroy());
  connection.on('close', () => {
    closed = true;
    answered(null);
  });
  createInterface({ input: connection }).on('line', (text) => answered(ControlReply.parse(JSON.parse(text))));
  return {
    file,
    ask: async (request) => {
      const reply = new Promise<ControlReply | null>((resolve) => {
        waiting = resolve;
      });
      const late = setTimeout(() => connection.destroy(), PATIENCE_MS);
      connection.write(`${JSON.stringify(request)}\n`);
      return reply.finally(() => clearTimeout(late));
    },
    isClosed: () => closed,
    close: () => connection.destroy(),
  };
}

const cancelBySignal = (holder: LockHolder) => isAlive(holder) && signalProcess(holder.pid, 'SIGTERM');

/** Ends what a lost runner left going; false when there is nothing. */
function cancelLost(layout: Layout): boolean {
  const runId = latestRunId(layout);
  const state = runId === null ? null : readJournal(journalFile(layout, runId));
  if (!isLive(state)) return false;
  const supervisors = runningUnits(state).flatMap(
    (unit) => supervisorOf(unitFiles(runFolder(layout, state.id), unit.unit)) ?? [],
  );
  return supervisors.filter((supervisor) => isAlive(supervisor) && signalProcess(supervisor.pid, 'SIGTERM')).length > 0;
}
