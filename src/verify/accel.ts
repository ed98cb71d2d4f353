import { constants } from 'node:fs';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { type Accel, qemuProgram } from './qemu-argv.js';

/** 16-bit boot sector: writes `KVM` to COM1 and halts (mov dx,3f8h; mov al,c; out dx,al; ...; cli; hlt). */
const sector = Buffer.concat([
  Buffer.from([0xba, 0xf8, 0x03]),
  ...[...'KVM'].map((letter) => Buffer.from([0xb0, letter.charCodeAt(0), 0xee])),
  Buffer.from([0xfa, 0xf4]),
]);

/** A disk that BIOS boots: smaller ones it refuses. */
function probeDisk(): Buffer {
  const disk = Buffer.alloc(1024 * 1024);
  sector.copy(disk);
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
        stderr: 'ignore',
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
