import { Box, Text } from 'ink';
import { choiceOf } from '../choice.js';
import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { type Model, phaseUnderCursor } from '../model.js';
import { phaseDetails } from '../phase-details.js';

/** All about the phase under the cursor, wrapped: why it runs, what it needs, what reads it, its recipes. */
export function PhaseScreen({ model }: { model: Model }) {
  const { glyphs, theme, whole } = useLook();
  const { plan } = model;
  const phase = phaseUnderCursor(model);
  if (!plan || !phase) return <Line pieces={[{ text: ' The plan is not there yet.' }]} />;
  const lines = phaseDetails(plan, phase, choiceOf(plan, model.ticks), glyphs);
  return (
    <>
      <Rule title={`phase ${model.cursor.phases + 1} of ${plan.phases.length}`} />
      <Box flexDirection="column" flexGrow={1} overflow="hidden" paddingX={1}>
        {lines.slice(whole ? 0 : model.cursor.phase).map(({ text, bold = false, dim = false }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is above was scrolled out
          <Box key={index} flexShrink={0}>
            <Text bold={bold} dimColor={dim && theme.dim.dimColor} color={dim ? theme.dim.color : undefined}>
              {text}
            </Text>
          </Box>
        ))}
      </Box>
    </>
  );
}
