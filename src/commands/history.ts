import { ExitCode, usageError } from '../host/errors.js';
import { type Layout, layoutOf } from '../host/layout.js';
import { pastRuns, pastUnits } from '../runner/past.js';
import { growth, type PastUnit } from '../state/history.js';
import type { Command, CommandIo, CommonOptions } from './types.js';
import { duration, percent, size, table } from './words.js';

/** Earlier runs, or what each unit of one took, compared with what it took before. */
export const command: Command = async (io, options, [runId]) => {
  const layout = layoutOf(io.deployRoot(), io.env);
  if (runId !== undefined) return oneRun(io, options, layout, runId);
  const runs = pastRuns(layout);
  if (options.json) io.json({ schemaVersion: 1, runs });
  else if (runs.length === 0) io.line('Nothing has run here yet.');
  else {
    const rows = runs.map(({ id, profile, state, durationSeconds, summary }) => [
      id,
      profile,
      state,
      durationSeconds === null ? '' : duration(durationSeconds),
      summary ?? '',
    ]);
    for (const line of table([['RUN', 'PROFILE', 'RESULT', 'WALL', ''], ...rows])) io.line(line);
  }
  return ExitCode.ok;
};

async function oneRun(io: CommandIo, options: CommonOptions, layout: Layout, runId: string): Promise<ExitCode> {
  const past = await pastUnits(layout, runId);
  if (past === null)
    throw usageError(`There is no run ${JSON.stringify(runId)} in ${layout.runs}: see \`smechdeploy-tui history\`.`);
  const { run, units } = past;
  if (options.json) {
    io.json({ schemaVersion: 1, run, units });
    return ExitCode.ok;
  }
  io.line(run.summary ?? `Run ${run.id} (${run.profile}) is ${run.state}.`);
  const rows = units.map((unit) => [
    unit.unit,
    unit.result,
    `${duration(unit.durationSeconds)}${change(unit, 'durationSeconds')}`,
    `${duration(unit.cpuSeconds)}${change(unit, 'cpuSeconds')}`,
    `${size(unit.peakMemoryBytes)}${change(unit, 'peakMemoryBytes')}`,
  ]);
  for (const line of table([['UNIT', 'RESULT', 'WALL', 'CPU', 'MEMORY'], ...rows])) io.line(line);
  return ExitCode.ok;
}

/** ` (+12%)` of the median of earlier runs. */
function change(unit: PastUnit, what: Parameters<typeof growth>[1]): string {
  const more = growth(unit, what);
  return more === null ? '' : ` (${percent(more)})`;
}
