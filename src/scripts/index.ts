export { scriptTools } from './command.js';
export { scriptInputs } from './inputs.js';
export { runScript } from './run.js';
