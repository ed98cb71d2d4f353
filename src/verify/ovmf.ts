import { existsSync } from 'node:fs';
import path from 'node:path';
import { prerequisiteError } from '../host/errors.js';

/** Where distributions keep UEFI for QEMU; the first pair that is whole is taken. */
const places: readonly { dir: string; code: string; vars: string }[] = [
  { dir: '/usr/share/OVMF', code: 'OVMF_CODE_4M.fd', vars: 'OVMF_VARS_4M.fd' },
  { dir: '/usr/share/OVMF', code: 'OVMF_CODE.fd', vars: 'OVMF_VARS.fd' },
  { dir: '/usr/share/edk2/x64', code: 'OVMF_CODE.4m.fd', vars: 'OVMF_VARS.4m.fd' },
  { dir: '/usr/share/edk2/ovmf', code: 'OVMF_CODE.fd', vars: 'OVMF_VARS.fd' },
];

export interface Ovmf {
  code: string;
  /** To be copied: the machine writes to it. */
  vars: string;
}

/** UEFI firmware of this machine; throws a prerequisite error that names the package where there is none. `at` leads elsewhere in tests. */
export function findOvmf(at: (dir: string) => string = (dir) => dir): Ovmf {
  for (const { dir, code, vars } of places) {
    const found = { code: path.join(at(dir), code), vars: path.join(at(dir), vars) };
    if (existsSync(found.code) && existsSync(found.vars)) return found;
  }
  throw prerequisiteError(
    `UEFI firmware for QEMU is missing (${path.join('/usr/share/OVMF', 'OVMF_CODE_4M.fd')}): install the package ovmf, or run \`smechdeploy-tui doctor --fix\`.`,
  );
}
