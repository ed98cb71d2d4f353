import type { ArtifactBoot } from '../image/artifact-manifest.js';
import type { Ovmf } from './ovmf.js';

export const qemuProgram = 'qemu-system-x86_64';

export type Firmware = 'bios' | 'uefi';
export type Accel = 'kvm' | 'tcg';

export interface Machine {
  firmware: Firmware;
  accel: Accel;
  artifact: string;
  medium: ArtifactBoot['medium'];
  memoryMiB: number;
  /** A copy of the firmware's variables, for UEFI. */
  ovmf: Ovmf | null;
  /** QMP socket to listen on. */
  control: string;
}

/** Starts the artifact unchanged (nothing is written to it), serial line on stdin and stdout, a network that leads nowhere. */
export function qemuArgv(machine: Machine): string[] {
  const { ovmf } = machine;
  return [
    qemuProgram,
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-M', 'q35', '-smp', '2', '-m', String(machine.memoryMiB)],
    ...(machine.accel === 'kvm' ? ['-accel', 'kvm', '-cpu', 'host'] : ['-accel', 'tcg,thread=multi', '-cpu', 'max']),
    ...['-display', 'none', '-device', 'VGA'],
    ...['-chardev', 'stdio,id=serial,signal=off', '-serial', 'chardev:serial'],
    ...['-qmp', `unix:${commaSafe(machine.control)},server=on,wait=off`],
    ...(ovmf === null ? [] : ['-drive', `if=pflash,format=raw,unit=0,readonly=on,file=${commaSafe(ovmf.code)}`]),
    ...(ovmf === null ? [] : ['-drive', `if=pflash,format=raw,unit=1,file=${commaSafe(ovmf.vars)}`]),
    ...mediumArgv(machine),
    ...['-netdev', 'user,id=net,restrict=on', '-device', 'virtio-net-pci,netdev=net,romfile='],
    ...['-device', 'virtio-rng-pci'],
  ];
}

function mediumArgv({ medium, artifact }: Machine): string[] {
  const file = `file=${commaSafe(artifact)},format=raw,if=none,id=medium`;
  return medium === 'cdrom'
    ? ['-drive', `${file},media=cdrom,readonly=on`, '-device', 'ide-cd,drive=medium,bootindex=0']
    : ['-drive', `${file},snapshot=on`, '-device', 'virtio-blk-pci,drive=medium,bootindex=0'];
}

/** A comma ends a value unless it is doubled. */
const commaSafe = (value: string) => value.replaceAll(',', ',,');
