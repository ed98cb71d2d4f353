import { ExitCode, usageError } from '../host/errors.js';
import { layoutOf } from '../host/layout.js';
import { runState } from '../runner/client.js';
import { readHistory } from '../runner/history.js';
import { runIds } from '../runner/run-folder.js';
import type { RunState } from '../state/run-state.js';
import { summaryLine } from '../state/selectors.js';
import type { Command, CommandIo, CommonOptions } from './types.js';
import { duration, size, table } from './words.js';

/** Earlier runs, or what each unit of one took. */
export const command: Command = async (io, options, [runId]) => {
  const root = io.deployRoot();
  const layout = layoutOf(root, io.env);
  if (runId !== undefined) return oneRun(io, options, root, runId);
  const runs = runIds(layout).flatMap((id) => runState(root, id) ?? []);
  if (options.json) io.json({ schemaVersion: 1, runs: runs.map(runDocument) });
  else if (runs.length === 0) io.line('Nothing has run here yet.');
  else
    for (const line of table(runs.map((run) => [run.id, run.profile, run.state, summaryLine(run, Date.now())])))
      io.line(line);
  return ExitCode.ok;
};

const runDocument = ({ id, profile, target, state, command, startedAt, endedAt, exitCode, summary }: RunState) => ({
  id,
  profile,
  target,
  state,
  command,
  startedAt,
  endedAt,
  durationSeconds: endedAt === null ? null : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
  exitCode,
  summary,
});

async function oneRun(io: CommandIo, options: CommonOptions, root: string, runId: string): Promise<ExitCode> {
  const layout = layoutOf(root, io.env);
  const run = runIds(layout).includes(runId) ? runState(root, runId) : null;
  if (run === null)
    throw usageError(`There is no run ${JSON.stringify(runId)} in ${layout.runs}: see \`smechdeploy-tui history\`.`);
  const units = (await readHistory(layout)).filter((entry) => entry.runId === runId);
  if (options.json) {
    io.json({ schemaVersion: 1, run: runDocument(run), units });
    return ExitCode.ok;
  }
  io.line(summaryLine(run, Date.now()));
  const rows = units.map((unit) => [
    unit.unit,
    unit.result,
    duration(unit.durationSeconds),
    duration(unit.cpuSeconds),
    size(unit.peakMemoryBytes),
  ]);
  for (const line of table([['UNIT', 'RESULT', 'WALL', 'CPU', 'MEMORY'], ...rows])) io.line(line);
  return ExitCode.ok;
}
