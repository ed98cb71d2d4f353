import { controlCommand } from './control.js';

/** Stops what runs where it is; nothing new starts. */
export const command = controlCommand('pause', (state) => state.state !== 'running');
