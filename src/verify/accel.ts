import { constants } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { type Accel, qemuProgram } from './qemu-argv.js';

const loadedAt = 0x7c00;
const word = (value: number) => [value & 0xff, value >> 8];

/** 16-bit code: to the 32-bit code that follows it. */
const toProtectedMode = (descriptors: number, next: number) => [
  ...[0xfa, 0x31, 0xc0, 0x8e, 0xd8], // cli; xor ax,ax; mov ds,ax
  ...[0x0f, 0x01, 0x16, ...word(descriptors)], // lgdt
  ...[0x0f, 0x20, 0xc0, 0x0c, 0x01, 0x0f, 0x22, 0xc0], // cr0 |= 1
  ...[0xea, ...word(next), ...word(8)], // jmp 8:next
];

/**
 * An instruction that Linux starts with where the processor has BMI2, then `KVM` to COM1. Some nested KVMs emulate what they should let the
 * processor run, and know no such instruction: 16-bit code alone passes there, and no system starts.
 */
const code = [
  ...[0xb8, 7, 0, 0, 0, 0x31, 0xc9, 0x0f, 0xa2], // mov eax,7; xor ecx,ecx; cpuid
  ...[0xf7, 0xc3, 0, 1, 0, 0, 0x74, 5], // test ebx,BMI2; jz over the next
  ...[0xc4, 0xe2, 0x71, 0xf7, 0xc0], // shlx eax,eax,ecx
  ...[0x66, 0xba, 0xf8, 0x03], // mov dx,3f8h
  ...[...'KVM'].flatMap((letter) => [0xb0, letter.charCodeAt(0), 0xee]), // mov al,...; out dx,al
  ...[0xfa, 0xf4], // cli; hlt
];

/** None, then code over the whole memory. */
const segments = [...[0, 0, 0, 0, 0, 0, 0, 0], ...[0xff, 0xff, 0, 0, 0, 0x9a, 0xcf, 0]];

/** A disk that BIOS boots: smaller ones it refuses. */
function probeDisk(): Buffer {
  const codeAt = loadedAt + toProtectedMode(0, 0).length;
  const descriptors = codeAt + code.length;
  const table = [...word(segments.length - 1), ...word(descriptors + 6), 0, 0];
  const disk = Buffer.alloc(1024 * 1024);
  Buffer.from([...toProtectedMode(descriptors, codeAt), ...code, ...table, ...segments]).copy(disk);
  disk.writeUInt16BE(0x55aa, 510);
  return disk;
}

/** Whether a machine with this acceleration really runs: /dev/kvm opens on hosts where it aborts or hangs. */
export async function accelWorks(
  accel: Accel,
  { deadlineSeconds = 8, signal }: { deadlineSeconds?: number; signal?: AbortSignal } = {},
): Promise<boolean> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'smechdeploy-probe-'));
  try {
    const disk = path.join(dir, 'disk');
    await writeFile(disk, probeDisk());
    const machine = execa(
      qemuProgram,
      [
        ...['-nodefaults', '-no-user-config', '-M', 'q35', '-accel', accel, '-m', '64', '-display', 'none'],
        ...(accel === 'kvm' ? ['-cpu', 'host'] : []),
        ...['-serial', 'stdio', '-drive', `file=${disk},format=raw,if=none,id=disk`, '-device', 'ide-hd,drive=disk'],
      ],
      {
        reject: false,
        stdin: 'ignore',
        buffer: false,
        timeout: deadlineSeconds * 1000,
        forceKillAfterDelay: 500,
        ...(signal === undefined ? {} : { cancelSignal: signal }),
      },
    );
    let said = '';
    machine.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (said.includes('KVM')) machine.kill('SIGKILL');
    });
    machine.stderr.on('data', (chunk: Buffer) => {
      // It stands still then.
      if (chunk.includes('KVM internal error')) machine.kill('SIGKILL');
    });
    await machine;
    return said.includes('KVM');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** KVM where a probe boots with it, else emulation. */
export async function chooseAccel(signal?: AbortSignal): Promise<Accel> {
  const opens = await access('/dev/kvm', constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  return opens && (await accelWorks('kvm', signal === undefined ? {} : { signal })) ? 'kvm' : 'tcg';
}
