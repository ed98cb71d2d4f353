import { cleanLine } from '../../state/clean-line.js';
import type { PhaseState, RunState, UnitState } from '../../state/run-state.js';
import { endedWell, fractionOf, isLive, overall, ownPart, waitsItsTurn } from '../../state/selectors.js';
import { bar } from '../components/bar.js';
import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { type Look, useLook, widthToFit } from '../components/look.js';
import { clock, phaseFraction } from '../format.js';
import type { Model } from '../model.js';
import { pinnedWindow, type RunLine } from '../run-list.js';
import { commandWords, figures, labelOf, newsOf, progressWords, spanSeconds, times } from '../run-words.js';
import { stateColor } from '../theme.js';
import { watchedLog, watchedUnit, watchLines } from '../watch.js';

/** Header of the program, header of two, rule and figures of the watched unit, footer of two. */
const AROUND = 7;
const LEAST_LOG = 3;

/** Bars of phases and of the recipes at work, what the watched unit uses, and the end of its log. */
export function RunScreen({ model }: { model: Model }) {
  const look = useLook();
  const { run } = model;
  if (!run) return <Line pieces={[{ text: ' Nothing has run in this deploy root yet.' }]} />;
  const lines = watchLines(model);
  const room = Math.max(2, look.rows - AROUND);
  const height = Math.min(lines.length, Math.max(1, room - LEAST_LOG));
  const nameWidth = widthOfNames(run, look.columns);
  const unit = watchedUnit(model);
  const words = unit ? figures(unit, run, model.now) : { text: '', alarming: false };
  return (
    <>
      <Head run={run} model={model} />
      {pinnedWindow(lines, model.cursor.run, height).map((index) => {
        const line = lines[index];
        if (!line) return null;
        const at = index === model.cursor.run;
        return line.unit ? (
          <UnitLine
            key={line.key}
            line={line}
            unit={line.unit}
            run={run}
            at={at}
            now={model.now}
            look={look}
            nameWidth={nameWidth}
          />
        ) : (
          <DoneLine key={line.key} phases={line.done} run={run} at={at} look={look} />
        );
      })}
      <Rule title={unit?.unit ?? 'log'} />
      <Line
        pieces={[{ text: ` ${words.text}`, ...(words.alarming ? { color: 'yellow', bold: true } : { dim: true }) }]}
      />
      <LogTail model={model} height={room - height} />
    </>
  );
}

function Head({ run, model }: { run: RunState; model: Model }) {
  const { glyphs, columns } = useLook();
  const word = run.cancelling && isLive(run) ? 'cancelling' : run.state;
  const width = Math.max(8, Math.min(30, columns - 62));
  const news = newsOf(run);
  const command = isLive(run) ? commandWords(run, model.self) : '';
  return (
    <>
      <Line
        pieces={[
          { text: ` ${word}`, width: 13, bold: true, color: stateColor[word] ?? 'cyan' },
          { text: bar(overall(run, model.now).fraction, width, glyphs), width: width + 6 },
          { text: progressWords(run, model.now) },
        ]}
      />
      <Line
        pieces={[
          { text: ` ${news.text}`, ...(news.alarming ? { color: 'red' } : { dim: true }) },
          ...(command === '' ? [] : [{ text: ` ${command}`, width: command.length + 2, bold: true }]),
        ]}
      />
    </>
  );
}

interface UnitLineProps {
  line: RunLine;
  unit: UnitState;
  run: RunState;
  at: boolean;
  now: number;
  look: Look;
  nameWidth: number;
}

function UnitLine({ line: { phase, recipe }, unit, run, at, now, look, nameWidth }: UnitLineProps) {
  const { glyphs, columns } = look;
  const own = phase !== null && recipe === null ? phase : null;
  const barWidth = columns >= 100 ? 20 : 10;
  const reported = unit.progress?.total || own?.recipes.some((part) => part.state !== 'idle');
  const estimated = unit.state === 'running' && !reported;
  const fraction = own ? phaseFraction(own, run, now) : fractionOf(unit, run, now);
  const shown = own && waitsItsTurn(own) ? ownPart(own) : unit;
  const timesWidth = columns < 90 ? 17 : 22;
  const labelWidth = widthToFit(look) - nameWidth - barWidth - 6 - timesWidth;
  const begun = unit.startedAt !== null || endedWell(unit);
  const indent = recipe ? 6 : 3;
  return (
    <Line
      inverse={at}
      pieces={[
        {
          text: `${' '.repeat(indent - 2)}${glyphs.state[shown.state] ?? ' '} `,
          width: indent,
          color: stateColor[shown.state],
        },
        { text: unit.name, width: nameWidth - indent },
        { text: begun ? bar(fraction, barWidth, glyphs, estimated) : '', width: barWidth + 6 },
        { text: times(shown, run, now, columns < 90), width: timesWidth },
        { text: labelOf(unit, own, labelWidth), dim: true },
      ]}
    />
  );
}

/** Phases that are done, folded into one line. */
function DoneLine({
  phases,
  run,
  at,
  look: { glyphs },
}: {
  phases: PhaseState[];
  run: RunState;
  at: boolean;
  look: Look;
}) {
  const seconds = spanSeconds(phases, run);
  const took = seconds === null ? '' : ` in ${clock(seconds)}`;
  const names = phases.map((phase) => phase.name).join(', ');
  return (
    <Line
      inverse={at}
      pieces={[
        { text: ` ${glyphs.state.done ?? ''} `, width: 3, color: stateColor.done },
        { text: `${phases.length} done${took}: ${names}` },
      ]}
    />
  );
}

/** The same for all lines of a run, so that columns stand still. */
function widthOfNames(run: RunState, columns: number): number {
  const longest = Math.max(
    12,
    ...run.phases.flatMap((phase) => [phase.name.length + 3, ...phase.recipes.map((recipe) => recipe.name.length + 6)]),
  );
  return Math.min(longest + 1, 37, columns - 34);
}

function LogTail({ model, height }: { model: Model; height: number }) {
  const { whole } = useLook();
  const lines = (watchedLog(model)?.lines ?? []).slice(-Math.max(0, height)).map(cleanLine);
  return Array.from({ length: whole ? lines.length : Math.max(0, height) }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: screen lines have fixed places
    <Line key={index} pieces={[{ text: ` ${lines[index] ?? ''}` }]} />
  ));
}
