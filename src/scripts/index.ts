export { scriptTools } from './command.js';
export { scriptInputs } from './inputs.js';
export { createProgressReader, type ProgressReader, type ScriptProgress } from './progress.js';
export { runScript, type ScriptRun } from './run.js';
