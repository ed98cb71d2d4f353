import { EditLine } from '../components/edit-line.js';
import { editMessage } from '../components/edit-message.js';
import { Rule } from '../components/footer.js';
import { Line, type Piece } from '../components/line.js';
import { type Look, useLook } from '../components/look.js';
import { clock } from '../format.js';
import { isLive, type Model, type PlanPhase } from '../model.js';
import { windowOf } from '../text.js';
import { stateColor } from '../theme.js';

/** Lines above and below the list: header, target of two, rule, rule, reason, total, footer of two. */
const AROUND = 9;

/** The build order with ticks and states, the target, and what the ticked phases will take. */
export function PhasesScreen({ model }: { model: Model }) {
  const look = useLook();
  const { plan } = model;
  const lines = plan ? listLines(plan.phases) : [];
  const at = lines.findIndex((line) => line.index === model.cursor.phases);
  const { from, to } = windowOf(lines.length, at, Math.max(1, look.rows - AROUND));
  const current = plan?.phases[model.cursor.phases];
  return (
    <>
      <Target model={model} />
      <Rule
        title={
          lines.length > to - from ? `phases ${(current ? model.cursor.phases : 0) + 1} of ${plan?.phases.length}` : ''
        }
      />
      {plan === null && (
        <Line
          pieces={[
            { text: ` ${model.planError ?? 'Working out the plan ...'}`, ...(model.planError ? { color: 'red' } : {}) },
          ]}
        />
      )}
      {lines
        .slice(from, to)
        .map(({ heading, index }) =>
          heading === null ? (
            <PhaseLine
              key={index}
              state={stateOf(model, plan?.phases[index])}
              phase={plan?.phases[index]}
              ticked={model.ticks.includes(plan?.phases[index]?.name ?? '')}
              at={index === model.cursor.phases}
              look={look}
            />
          ) : (
            <Line key={`h${index}`} pieces={[{ text: ` ${heading}`, dim: true }]} />
          ),
        )}
      <Rule title="" />
      <Line pieces={[{ text: ` ${current ? about(current) : ''}` }]} />
      <Line pieces={[{ text: ` ${total(model)}`, bold: true }]} />
    </>
  );
}

function Target({ model }: { model: Model }) {
  if (model.edit) {
    return (
      <>
        <EditLine label="Target:" line={model.edit} />
        <Line pieces={[editMessage(model.edit)]} />
      </>
    );
  }
  return (
    <>
      <Line pieces={[{ text: ` Target: ${model.plan?.target ?? model.target ?? ''}` }]} />
      <Line pieces={[{ text: model.plan ? ` as named by ${model.plan.targetFrom}` : '', dim: true }]} />
    </>
  );
}

/** A heading in front of the first phase of each group. */
function listLines(phases: PlanPhase[]): { heading: string | null; index: number }[] {
  return phases.flatMap((phase, index) => {
    const begins = phase.group !== null && phase.group !== phases[index - 1]?.group;
    return [...(begins ? [{ heading: phase.group, index: -1 - index }] : []), { heading: null, index }];
  });
}

/** The plan was made before the run that goes on changed anything. */
function stateOf({ run }: Model, phase: PlanPhase | undefined): string {
  const live = isLive(run) ? run.phases.find((candidate) => candidate.name === phase?.name) : undefined;
  return live && live.state !== 'idle' ? live.state : (phase?.state ?? '');
}

function PhaseLine({
  state,
  phase,
  ticked,
  at,
  look,
}: {
  /** As the run that goes on has it, else as planned. */
  state: string;
  phase: PlanPhase | undefined;
  ticked: boolean;
  at: boolean;
  look: Look;
}) {
  if (!phase) return null;
  const { glyphs, columns } = look;
  const pieces: Piece[] = [
    { text: ` ${at ? glyphs.cursor : ' '} ${ticked ? '[x]' : '[ ]'} `, width: 7 },
    { text: phase.name, width: Math.min(36, columns - 34) },
    { text: `${glyphs.state[state] ?? ' '} ${state}`, width: 14, color: stateColor[state] },
    { text: phase.estimateSeconds === null ? '' : `~${clock(phase.estimateSeconds)}`, width: 9 },
    {
      text: [
        phase.kind === 'script' ? 'script' : '',
        phase.prebuilt.length > 0 ? 'prebuilt parts' : '',
        columns > 100 ? (phase.why[0] ?? '') : '',
      ]
        .filter(Boolean)
        .join('  '),
      dim: true,
    },
  ];
  return <Line pieces={pieces} inverse={at} />;
}

function about(phase: PlanPhase): string {
  if (phase.why.length > 0)
    return `${phase.why[0]}${phase.why.length > 1 ? ` (and ${phase.why.length - 1} more)` : ''}`;
  return phase.prebuilt.length > 0 ? `${phase.summary} Prebuilt: ${phase.prebuilt.join(', ')}.` : phase.summary;
}

function total(model: Model): string {
  if (!model.plan) return '';
  const ticked = model.plan.phases.filter((phase) => model.ticks.includes(phase.name));
  if (ticked.length === 0)
    return model.plan.phases.every((phase) => phase.state === 'fresh' || phase.offByDefault)
      ? 'All phases are fresh.'
      : 'No phase is ticked.';
  const unknown = ticked.filter((phase) => phase.estimateSeconds === null).length;
  const known = ticked.reduce((sum, phase) => sum + (phase.estimateSeconds ?? 0), 0);
  const time =
    unknown === ticked.length
      ? 'duration unknown'
      : `about ${clock(known)}${unknown > 0 ? ` and ${unknown} unknown` : ''}`;
  return `${ticked.length} of ${model.plan.phases.length} phases ticked, ${time}`;
}
