import { ownProgramPhase } from './smechos/own-program.js';

export const phase = ownProgramPhase({ name: 'build_spk', title: 'spk', crate: 'repo-packs', program: 'spk' });
