import { cleanLine } from '../../state/clean-line.js';
import type { PhaseState, RunState, UnitState } from '../../state/run-state.js';
import { elapsedSeconds, fractionOf, overall } from '../../state/selectors.js';
import { bar } from '../components/bar.js';
import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { type Look, useLook } from '../components/look.js';
import { bytes, clock, phaseFraction } from '../format.js';
import { isLive, type Model, runLines } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Header of two, rule of the log, footer of two, header of the program. */
const AROUND = 6;
const LEAST_LOG = 4;

/** Bars of phases and of the recipes at work, and the end of the log that matters. */
export function RunScreen({ model }: { model: Model }) {
  const look = useLook();
  const { run } = model;
  if (!run) return <Line pieces={[{ text: ' Nothing has run in this deploy root yet.' }]} />;
  const lines = runLines(run);
  const room = Math.max(2, look.rows - AROUND);
  const listHeight = Math.min(lines.length, Math.max(1, room - LEAST_LOG));
  const { from, to } = windowOf(lines.length, cursorLine(model, run), listHeight);
  return (
    <>
      <Head run={run} now={model.now} />
      {lines.slice(from, to).map(({ phase, recipe }, index) => (
        <UnitLine
          key={recipe?.unit ?? phase.unit}
          unit={recipe ?? phase}
          phase={recipe ? null : phase}
          at={from + index === model.cursor.run}
          now={model.now}
          look={look}
        />
      ))}
      <Rule title={logTitle(model)} />
      <LogTail model={model} height={room - listHeight} />
    </>
  );
}

/** While the operator has not moved, the list follows what is running. */
function cursorLine(model: Model, run: RunState): number {
  if (model.cursor.run > 0) return model.cursor.run;
  const running = runLines(run).findLastIndex(({ phase }) => phase.state === 'running');
  return running >= 0 ? running : isLive(run) ? 0 : runLines(run).findIndex(({ phase }) => phase.state === 'failed');
}

function Head({ run, now }: { run: RunState; now: number }) {
  const { fraction, remainingSeconds, done, total } = overall(run, now);
  const { glyphs, columns } = useLook();
  const live = isLive(run);
  const failed = run.phases.flatMap((phase) => [...phase.recipes, phase]).find((unit) => unit.state === 'failed');
  const word = run.cancelling && live ? 'cancelling' : run.state;
  const rest = live
    ? `, ${remainingSeconds === null ? 'time left unknown' : `about ${clock(remainingSeconds)} left`}`
    : '';
  const second = failed?.error
    ? `${failed.unit}: ${failed.error.line ?? failed.error.message}`
    : run.sources?.state === 'running'
      ? `Fetching: ${run.sources.progress?.label ?? ''}`
      : (run.summary ?? `Target: ${run.target}`);
  return (
    <>
      <Line
        pieces={[
          { text: ` ${word}`, width: 13, bold: true, color: stateColor[word] ?? 'cyan' },
          {
            text: bar(fraction, Math.max(8, Math.min(30, columns - 62)), glyphs),
            width: Math.max(8, Math.min(30, columns - 62)) + 6,
          },
          { text: `${done}/${total}, ${clock(elapsedSeconds(run, now))} elapsed${rest}` },
        ]}
      />
      <Line pieces={[{ text: ` ${second}`, ...(failed ? { color: 'red' } : { dim: true }) }]} />
    </>
  );
}

interface UnitLineProps {
  unit: UnitState;
  phase: PhaseState | null;
  at: boolean;
  now: number;
  look: Look;
}

function UnitLine({ unit, phase, at, now, look: { glyphs, columns } }: UnitLineProps) {
  const width = columns >= 100 ? 20 : 10;
  const label =
    unit.state === 'running'
      ? (unit.progress?.label ?? '')
      : (unit.error?.line ?? (phase && phase.prebuilt.length > 0 ? 'prebuilt parts' : ''));
  const memory =
    unit.state === 'running' && unit.usage && columns >= 120
      ? `${bytes(unit.usage.memoryBytes)}  ${clock(unit.usage.cpuSeconds)} CPU  `
      : '';
  return (
    <Line
      inverse={at}
      pieces={[
        {
          text: `${phase ? ' ' : '     '}${glyphs.state[unit.state] ?? ' '} `,
          width: phase ? 3 : 7,
          color: stateColor[unit.state],
        },
        { text: unit.name, width: (phase ? 33 : 29) - (columns < 76 ? 8 : 0) },
        { text: bar(phase ? phaseFraction(phase, now) : fractionOf(unit, now), width, glyphs), width: width + 6 },
        { text: times(unit, now), width: 16 },
        { text: `${memory}${label}`, dim: true },
      ]}
    />
  );
}

function times(unit: UnitState, now: number): string {
  if (unit.startedAt === null) return unit.estimateSeconds === null ? '' : `~${clock(unit.estimateSeconds)}`;
  const passed = clock(elapsedSeconds(unit, now));
  return unit.state === 'running' && unit.estimateSeconds !== null
    ? `${passed} of ~${clock(unit.estimateSeconds)}`
    : passed;
}

const logTitle = ({ log, run, now }: Model) =>
  log && run ? `log of ${log.unit}${lastOutput(log.unit, run, now)}` : 'log';

function lastOutput(name: string, run: RunState, now: number): string {
  const unit = run.phases
    .flatMap((phase): UnitState[] => [phase, ...phase.recipes])
    .find((candidate) => candidate.unit === name);
  const at = unit?.state === 'running' ? unit.usage?.lastOutputAt : null;
  return at ? `, last output ${clock((now - Date.parse(at)) / 1000)} ago` : '';
}

function LogTail({ model, height }: { model: Model; height: number }) {
  const lines = (model.log?.lines ?? []).slice(-Math.max(0, height)).map(cleanLine);
  return Array.from({ length: Math.max(0, height) }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: screen lines have fixed places
    <Line key={index} pieces={[{ text: ` ${lines[index] ?? ''}` }]} />
  ));
}
