/** Phases whose recipes' layers the media are made from. */
const userlandPhase = '11_bootstrap_userland_musl';
export const grubPhase = '02_compile_grub_efi';
export const controlPlanePhase = '13_install_smechvisor';

export const staticBusybox = `${userlandPhase}/busybox-static`;
export const mediumRecipes = [staticBusybox, `${grubPhase}/grub-pc`, `${grubPhase}/grub-efi`];
