import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { bindingsFor } from '../keymap.js';
import type { Model } from '../model.js';
import { fitWidth } from '../text.js';
import { Line } from './line.js';
import { useLook } from './look.js';

/** The last two lines: what there is to say, and the keys that work here. */
export function Footer({ model }: { model: Model }) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Message model={model} />
      <Line pieces={[{ text: ` ${hints(model)}`, dim: true }]} />
    </Box>
  );
}

function Message({ model }: { model: Model }) {
  if (model.confirm === 'cancel')
    return (
      <Line
        pieces={[
          {
            text: ' Cancel the run? What is finished stays. y: cancel, any other key: go on',
            color: 'yellow',
            bold: true,
          },
        ]}
      />
    );
  if (model.busy)
    return (
      <Text color="cyan" wrap="truncate-end">
        {' '}
        <Spinner type="line" /> {model.busy}
      </Text>
    );
  if (model.notice)
    return (
      <Line
        pieces={[
          { text: ` ${model.notice.text}`, ...(model.notice.level === 'error' ? { color: 'red', bold: true } : {}) },
        ]}
      />
    );
  return <Line pieces={[{ text: '' }]} />;
}

function hints(model: Model): string {
  if (model.edit) return 'enter use it   esc leave it as it was   empty: the default';
  return bindingsFor(model.screen)
    .flatMap(({ hint, keys, disabled }) => (hint && !disabled?.(model) ? [`${keys[0]} ${hint}`] : []))
    .join('   ');
}

/** A rule over the whole width with a title. */
export function Rule({ title }: { title: string }) {
  const { columns, glyphs } = useLook();
  const head = title === '' ? '' : `${glyphs.rule}${glyphs.rule} ${title} `;
  return (
    <Line
      pieces={[
        {
          text:
            fitWidth(head, Math.min(columns, head.length), glyphs.cut) +
            glyphs.rule.repeat(Math.max(0, columns - head.length)),
          dim: true,
        },
      ]}
    />
  );
}
