import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';
import type { ArtifactBoot } from '../image/artifact-manifest.js';
import { sentenceOf } from '../state/sentence-of.js';
import { deadlineOf } from './deadline.js';
import { findFailure, isLateTimer, waitForFailure } from './failures.js';
import { type RunningMachine, startMachine } from './machine.js';
import { findOvmf, type Ovmf } from './ovmf.js';
import { type Accel, type Firmware, qemuArgv } from './qemu-argv.js';
import { screenshot } from './screenshot.js';
import { drive } from './serial.js';
import type { BootVerdict } from './verdict.js';

export interface BootRequest {
  artifact: string;
  boot: ArtifactBoot;
  firmware: Firmware;
  accel: Accel;
  /** Serial log and picture of the screen; their folder is made. */
  log: string;
  screenshot: string;
  /** For the whole boot, without the time in which a busy host gave it no processor. */
  deadlineSeconds: number;
  /** Called when a mark shows up; seconds from power-on. */
  onMark?: (name: string, seconds: number) => void;
  /** Ends the boot: the call then throws the signal's reason. */
  signal?: AbortSignal;
}

/** Boots an artifact in QEMU through its serial boot entry until its last mark, a failure or the deadline. */
export async function bootArtifact(request: BootRequest): Promise<BootVerdict> {
  const { firmware, accel, boot } = request;
  const dir = await mkdtemp(path.join(os.tmpdir(), 'smechdeploy-verify-'));
  const log = await openLog(request.log);
  try {
    const control = path.join(dir, 'qmp');
    const argv = qemuArgv({
      ...{ firmware, accel, control, medium: boot.medium, memoryMiB: boot.memoryMiB },
      artifact: path.resolve(request.artifact),
      ovmf: firmware === 'uefi' ? await ownVariables(dir) : null,
    });
    const started = performance.now();
    const seconds = () => Math.round((performance.now() - started) / 100) / 10;
    const machine = startMachine(argv, (text) => log.write(text));
    try {
      const marks: BootVerdict['marks'] = boot.marks.map(({ name }) => ({ name, seconds: null }));
      const reason = await watch(machine, request, (index) => {
        const mark = marks[index];
        if (!mark) return;
        mark.seconds = seconds();
        request.onMark?.(mark.name, mark.seconds);
      });
      const verdict = { firmware, ok: reason === null, accel, reason, marks, seconds: seconds(), log: request.log };
      return { ...verdict, screenshot: await screenshot(control, request.screenshot) };
    } finally {
      await machine.stop();
    }
  } finally {
    log.end();
    await rm(dir, { recursive: true, force: true });
  }
}

/** How often a machine is started whose emulated timer was late. */
const TRIES = 4;

/** Boots an artifact; again where nothing but emulation on a busy host was at fault, after `onLate`. */
export async function bootPatiently(request: BootRequest, onLate: () => void): Promise<BootVerdict> {
  for (let tries = 1; ; tries++) {
    const verdict = await bootArtifact(request);
    if (request.accel === 'kvm' || tries === TRIES || !isLateTimer(verdict.reason)) return verdict;
    onLate();
  }
}

/** Null when all marks were reached, else why not. */
async function watch(
  machine: RunningMachine,
  request: BootRequest,
  onMark: (index: number) => void,
): Promise<string | null> {
  const { boot, deadlineSeconds } = request;
  const { serial } = machine;
  const over = new AbortController();
  const signal = request.signal ? AbortSignal.any([over.signal, request.signal]) : over.signal;
  let next = 0;
  const reachMarks = async () => {
    let from = 0;
    for (const [index, { pattern }] of boot.marks.entries()) {
      from = (await serial.waitFor(new RegExp(pattern), { from, signal })).end;
      onMark(index);
      next = index + 1;
    }
    return null;
  };
  // What the menu is told; when it is through, the race goes on without it.
  const chooseEntry = async () => {
    await drive(
      serial,
      boot.serialKeys.map(({ waitFor, send }) => ({ waitFor: new RegExp(waitFor), send })),
      signal,
    );
    return new Promise<never>(() => undefined);
  };
  const tooLate = async () => {
    const took = Math.round(await deadlineOf(machine.pid, deadlineSeconds, signal));
    const last = serial.text.trimEnd().split('\n').at(-1)?.trim();
    return `no ${boot.marks[next]?.name ?? 'end'} within ${took} s; the last line is: ${last || '(nothing came over the serial line)'}`;
  };
  // Its last words, which may have come with its end, say more.
  const ended = async () => {
    const how = await machine.ended;
    return findFailure(serial.text) ?? how;
  };
  try {
    return await Promise.race([
      waitForFailure(serial, signal),
      reachMarks(),
      chooseEntry(),
      tooLate(),
      ended(),
      machine.stuck,
    ]);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw error;
  } finally {
    over.abort();
  }
}

/** The firmware writes to its variables. */
async function ownVariables(dir: string): Promise<Ovmf> {
  const { code, vars } = findOvmf();
  const own = path.join(dir, 'vars.fd');
  await copyFile(vars, own);
  return { code, vars: own };
}

async function openLog(file: string) {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const log = createWriteStream(file);
    await new Promise<void>((resolve, reject) => log.once('open', () => resolve()).once('error', reject));
    // A full disk costs the log, not the verdict.
    log.on('error', () => undefined);
    return log;
  } catch (error) {
    throw prerequisiteError(`The log ${file} can't be written (${sentenceOf(error)}): check the folder's rights.`, {
      cause: error,
    });
  }
}
