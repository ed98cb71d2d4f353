import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { hashText } from '../host/hash.js';
import type { ClientId } from './command.js';
import type { RunControl } from './control.js';

/** A line that a client sends. */
export const ControlRequest = z.object({
  command: z.enum(['cancel', 'pause', 'resume', 'take', 'release']),
  by: z.string(),
  client: z.string().default('client'),
  pid: z.number().int().default(0),
});
export type ControlRequest = z.infer<typeof ControlRequest>;

/** The answer to a line. */
export const ControlReply = z.object({ ok: z.boolean(), error: z.string().nullable() });
export type ControlReply = z.infer<typeof ControlReply>;

/** Under a name made from the deploy root: it may be longer than a socket's path can be. */
export function socketPath(root: string, env: NodeJS.ProcessEnv): string {
  const name = `smechdeploy-${hashText(root).slice(0, 16)}.sock`;
  return path.join(env.XDG_RUNTIME_DIR || ownFolder(), name);
}

function ownFolder(): string {
  const uid = process.getuid?.() ?? 0;
  const folder = `/tmp/smechdeploy-${uid}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== uid) throw new Error(`${folder} belongs to another user`);
  chmodSync(folder, 0o700);
  return folder;
}

/** Listens for commands until it is closed; a client that goes away gives up command. The lock that the caller holds says that nobody else listens there. */
export async function listen(file: string, control: () => RunControl | null): Promise<net.Server> {
  rmSync(file, { force: true });
  const server = net.createServer((socket) => {
    const client: ClientId = Symbol();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => control()?.command.release(client));
    createInterface({ input: socket }).on('line', (line) => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(answer(line, client, control()))}\n`);
    });
  });
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(file, resolve));
  } finally {
    process.umask(mask);
  }
  return server;
}

function answer(line: string, client: ClientId, control: RunControl | null): ControlReply {
  const request = parse(line);
  if (!request) return { ok: false, error: 'This is no command that this version knows.' };
  if (!control) return { ok: false, error: 'The run has not started yet: try again.' };
  const error = carryOut(request, client, control);
  return { ok: error === null, error };
}

/** One sentence on why not, or null. Cancelling is everyone's. */
function carryOut({ command, ...who }: ControlRequest, client: ClientId, control: RunControl): string | null {
  if (command === 'release') control.command.release(client);
  else if (command === 'cancel') control.cancel(who.by);
  else if (control.isCancelled()) return 'The run is being cancelled.';
  else if (command === 'take') control.command.take(client, who);
  else {
    const refusal = control.command.claim(client, who);
    if (refusal !== null) return refusal;
    control[command](who.by);
  }
  return null;
}

function parse(line: string): ControlRequest | undefined {
  try {
    return ControlRequest.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
