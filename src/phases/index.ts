import type { Phase } from './define.js';
import { notYet, notYetNames } from './not-yet.js';

/** Built-in phases by name; each is loaded when it is needed, so that `status` and `plan` start fast. */
export const builtinPhases: Record<string, () => Promise<{ phase: Phase }>> = {
  ...Object.fromEntries(notYetNames.map((name) => [name, async () => ({ phase: notYet(name) })])),
  restore_utils: () => import('./restore_utils.js'),
  restore_lib64: () => import('./restore_lib64.js'),
  restore_etc: () => import('./restore_etc.js'),
  write_unreadable_etc: () => import('./write_unreadable_etc.js'),
  '05_configure_plasma': () => import('./05_configure_plasma.js'),
  '06_copy_kwin_deps': () => import('./06_copy_kwin_deps.js'),
  '07_copy_qt6uitools': () => import('./07_copy_qt6uitools.js'),
  build_spk: () => import('./build_spk.js'),
  build_smech_installer: () => import('./build_smech_installer.js'),
  '09_rotate_auth': () => import('./09_rotate_auth.js'),
  pack_smechos_image: () => import('./pack_smechos_image.js'),
  '01_compile_core_system': () => import('./01_compile_core_system.js'),
  '03_compile_qt_deps': () => import('./03_compile_qt_deps.js'),
  '04_compile_kde_stack': () => import('./04_compile_kde_stack.js'),
  compile_mesa_stack: () => import('./compile_mesa_stack.js'),
  '10_bootstrap_musl': () => import('./10_bootstrap_musl.js'),
  '11_bootstrap_userland_musl': () => import('./11_bootstrap_userland_musl.js'),
  '12_write_etc_skeleton': () => import('./12_write_etc_skeleton.js'),
  deploy_openrc: () => import('./deploy_openrc.js'),
  edit_inittab: () => import('./edit_inittab.js'),
  compile_kernel: () => import('./compile_kernel.js'),
  '02_compile_grub_efi': () => import('./02_compile_grub_efi.js'),
  '13_install_smechvisor': () => import('./13_install_smechvisor.js'),
  '15_build_smechvisor_install_iso': () => import('./15_build_smechvisor_install_iso.js'),
  '16_build_smechvisor_deploy_shim': () => import('./16_build_smechvisor_deploy_shim.js'),
};
