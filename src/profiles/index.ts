import type { Profile } from './define.js';
import { smechos } from './smechos.js';
import { smechvisor } from './smechvisor.js';

export const profiles: readonly Profile[] = [smechos, smechvisor];

export const findProfile = (name: string): Profile | undefined => profiles.find((profile) => profile.name === name);
