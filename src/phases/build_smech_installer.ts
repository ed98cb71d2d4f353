import { ownProgramPhase } from './smechos/own-program.js';

export const phase = ownProgramPhase({
  name: 'build_smech_installer',
  title: 'Installer',
  crate: 'repo-packs-installer',
  program: 'smech-installer',
});
