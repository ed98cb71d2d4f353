import { badInput } from './bad-input.ts';
import { foreignRoot } from './foreign-root.ts';
import { runnerKilled } from './runner-killed.ts';
import { smechosBase } from './smechos-base.ts';
import { smechosDesktop, smechosDesktopKwin, smechosDesktopMesa } from './smechos-desktop.ts';
import { smechosHostile } from './smechos-hostile.ts';
import { smechosMesa } from './smechos-mesa.ts';
import { visorAgain } from './visor-again.ts';
import { visorBuild } from './visor-build.ts';
import { visorDeploy } from './visor-deploy.ts';
import { visorInstallBios } from './visor-install-bios.ts';
import { visorInstallPartitions } from './visor-install-partitions.ts';
import { visorInstallUefi } from './visor-install-uefi.ts';
import { visorInstallWizard } from './visor-install-wizard.ts';
import { visorOption } from './visor-option.ts';
import { visorReproduce } from './visor-reproduce.ts';
import { visorShimWizard } from './visor-shim-wizard.ts';
import { visorUndisturbed } from './visor-undisturbed.ts';

export interface Case {
  title: string;
  run: () => Promise<void>;
}

/** In an order in which a later one may use what an earlier one built. */
export const cases: Record<string, Case> = {
  'bad-input': badInput,
  'foreign-root': foreignRoot,
  'visor-build': visorBuild,
  'visor-reproduce': visorReproduce,
  'visor-install-bios': visorInstallBios,
  'visor-install-uefi': visorInstallUefi,
  'visor-install-partitions': visorInstallPartitions,
  'visor-install-wizard': visorInstallWizard,
  'visor-again': visorAgain,
  'visor-deploy': visorDeploy,
  'visor-shim-wizard': visorShimWizard,
  'visor-undisturbed': visorUndisturbed,
  'runner-killed': runnerKilled,
  'visor-option': visorOption,
  'smechos-hostile': smechosHostile,
  'smechos-base': smechosBase,
  'smechos-mesa': smechosMesa,
  'smechos-desktop': smechosDesktop,
  'smechos-desktop-mesa': smechosDesktopMesa,
  'smechos-desktop-kwin': smechosDesktopKwin,
};
