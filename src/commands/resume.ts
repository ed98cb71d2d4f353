import { controlCommand } from './control.js';

/** Lets a paused run go on. */
export const command = controlCommand('resume', 'going on', (state) => state.state !== 'paused');
