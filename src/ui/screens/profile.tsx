import { Box, Text } from 'ink';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import type { Model } from '../model.js';
import { type ProfileLine, profileLines } from '../profile-lines.js';

/** Header, question and empty line, footer of two. */
const AROUND = 5;
/** A profile's name and summary, and the empty line below. */
const AROUND_PROFILE = 3;
const LABEL = 14;

/** The profiles with what there is of each; where there is no room for all, of the one under the cursor. */
export function ProfileScreen({ model }: { model: Model }) {
  const { rows } = useLook();
  const all = model.profiles.map(({ name }) => profileLines(model.overviews[name], model.now));
  const fits = all.reduce((sum, lines) => sum + lines.length + AROUND_PROFILE, 0) <= rows - AROUND;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Line pieces={[{ text: ' What is to be built?', bold: true }]} />
      <Line pieces={[{ text: '' }]} />
      {model.profiles.map(({ name, title, summary }, index) => {
        const at = index === model.cursor.profile;
        return (
          <Box key={name} flexDirection="column" flexShrink={0}>
            <Title title={title} chosen={name === model.profile} at={at} />
            {(fits || at) && <Details summary={summary} lines={all[index] ?? []} />}
            {fits && <Line pieces={[{ text: '' }]} />}
          </Box>
        );
      })}
    </Box>
  );
}

function Title({ title, chosen, at }: { title: string; chosen: boolean; at: boolean }) {
  const { glyphs } = useLook();
  return (
    <Line
      inverse={at}
      pieces={[
        { text: ` ${at ? glyphs.cursor : ' '} ${title}`, width: LABEL, bold: true },
        { text: chosen ? 'chosen' : '' },
      ]}
    />
  );
}

function Details({ summary, lines }: { summary: string; lines: ProfileLine[] }) {
  return (
    <>
      <Line pieces={[{ text: `   ${summary}` }]} />
      {lines.map(({ label, text, bad }) =>
        bad ? (
          <Wrapped key={label + text} label={label} text={text} />
        ) : (
          <Line key={label + text} pieces={[{ text: `   ${label}`, width: LABEL, dim: true }, { text }]} />
        ),
      )}
    </>
  );
}

/** What is wrong is said in full. */
function Wrapped({ label, text }: { label: string; text: string }) {
  const { theme } = useLook();
  return (
    <Box flexShrink={0}>
      <Box width={LABEL} flexShrink={0}>
        <Text dimColor={theme.dim.dimColor} color={theme.dim.color}>{`   ${label}`}</Text>
      </Box>
      <Box flexGrow={1} flexBasis={0}>
        <Text bold color={theme.color('red')}>
          {text}
        </Text>
      </Box>
    </Box>
  );
}
