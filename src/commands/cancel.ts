import { isLive } from '../state/selectors.js';
import { controlCommand } from './control.js';

/** Ends the run that goes on, and waits for its end. */
export const command = controlCommand('cancel', (state) => !isLive(state));
