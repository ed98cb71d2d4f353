import { controlCommand } from './control.js';

/** Lets a paused run go on. */
export const command = controlCommand('resume', (state) => state.state !== 'paused');
