import { Box, Text } from 'ink';
import { useMemo } from 'react';
import type { PlanDocument } from '../../state/documents.js';
import { type Choice, choiceOf } from '../choice.js';
import { EditLine } from '../components/edit-line.js';
import { editMessage } from '../components/edit-message.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { listHeight, PhaseList } from '../components/phase-list.js';
import type { Model, PlanPhase } from '../model.js';
import { phaseDetails } from '../phase-details.js';
import { aboutText, consequenceText, criticalText, rangeText, totalText } from '../phase-words.js';

/** Header, target, head of the columns, total, about the phase, consequences, footer of two. */
const AROUND = 8;
/** From here on there is a line for the critical path. */
const ROOMY = 20;
/** From here on the rest of the screen tells all about the phase under the cursor. */
const WITH_DETAILS = 34;
const LEAST_DETAILS = 8;

/** The build order with ticks and states, the target, and what a run of the ticked phases means. */
export function PhasesScreen({ model }: { model: Model }) {
  const { plan, planError } = model;
  return (
    <>
      <Target model={model} />
      {plan && <Planned model={model} plan={plan} />}
      {!plan && planError === null && <Line pieces={[{ text: ' Working out the plan ...' }]} />}
      {!plan && planError !== null && <Problem text={planError} />}
    </>
  );
}

/** In full, over as many lines as it takes. */
function Problem({ text }: { text: string }) {
  const { theme } = useLook();
  return (
    <Box paddingX={1}>
      <Text color={theme.color('red')}>{text}</Text>
    </Box>
  );
}

function Planned({ model, plan }: { model: Model; plan: PlanDocument }) {
  const { rows } = useLook();
  const { ticks } = model;
  const choice = useMemo(() => choiceOf(plan, ticks), [plan, ticks]);
  const current = plan.phases[model.cursor.phases];
  const { rangeFrom, cursor } = model;
  const consequence =
    rangeFrom === null ? consequenceText(choice) : { text: rangeText(rangeFrom, cursor.phases), warn: false };
  const room = Math.max(1, rows - AROUND - (rows >= ROOMY ? 1 : 0) - (model.edit ? 1 : 0));
  const details = rows >= WITH_DETAILS ? Math.max(LEAST_DETAILS, room - listHeight(plan.phases)) : 0;
  return (
    <>
      <PhaseList model={model} phases={plan.phases} choice={choice} height={room - details} />
      <Total text={totalText(plan, choice, ticks)} />
      {rows >= ROOMY && <Line pieces={[{ text: ` ${criticalText(plan, choice)}` }]} />}
      <Line pieces={[{ text: ` ${consequence.text}`, ...(consequence.warn ? { color: 'yellow', bold: true } : {}) }]} />
      <Line pieces={[{ text: ` ${current ? aboutText(current, choice) : ''}` }]} />
      {current && details > 0 && <Details plan={plan} phase={current} choice={choice} height={details} />}
    </>
  );
}

/** A rule that begins with the total. */
function Total({ text }: { text: string }) {
  const { columns, glyphs, aloud } = useLook();
  const rule = aloud ? '' : glyphs.rule.repeat(Math.max(0, columns - text.length - 2));
  return (
    <Line
      pieces={[
        { text: ` ${text} `, width: Math.min(columns, text.length + 2), bold: true },
        { text: rule, dim: true },
      ]}
    />
  );
}

function Details({ height, ...about }: { plan: PlanDocument; phase: PlanPhase; choice: Choice; height: number }) {
  const { glyphs } = useLook();
  const lines = phaseDetails(about.plan, about.phase, about.choice, glyphs);
  const shown = lines.length > height - 1 ? lines.slice(0, height - 2) : lines;
  return (
    <>
      <Line pieces={[{ text: '' }]} />
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: screen lines have fixed places
        <Line key={index} pieces={[{ ...line, text: `   ${line.text}` }]} />
      ))}
      {shown.length < lines.length && (
        <Line pieces={[{ text: `   and ${lines.length - shown.length} lines more: w`, dim: true }]} />
      )}
    </>
  );
}

function Target({ model: { edit, plan, target } }: { model: Model }) {
  if (!edit) {
    const from = plan ? ` (as named by ${plan.targetFrom})` : '';
    return <Line pieces={[{ text: ` Target: ${plan?.target ?? target ?? ''}${from}` }]} />;
  }
  return (
    <>
      <EditLine label="Target:" line={edit} />
      <Line pieces={[editMessage(edit)]} />
    </>
  );
}
