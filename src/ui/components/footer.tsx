import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import { matches } from '../find.js';
import { bindingsFor } from '../keymap.js';
import type { Model } from '../model.js';
import { fitWidth } from '../text.js';
import { EditLine } from './edit-line.js';
import { Line } from './line.js';
import { useLook } from './look.js';

/** The last two lines: what there is to say, and the keys that work here. */
export function Footer({ model }: { model: Model }) {
  const { columns } = useLook();
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Message model={model} />
      <Line pieces={[{ text: ` ${hints(model, columns)}`, dim: true }]} />
    </Box>
  );
}

function Message({ model }: { model: Model }) {
  const { theme, aloud } = useLook();
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
  if (model.find) {
    const none = model.find.line.value.trim() !== '' && matches(model).length === 0;
    return <EditLine label={none ? 'No line has:' : 'Jump to:'} line={model.find.line} />;
  }
  const { prompt = null, job = null } = (model.screen === 'log' && model.logView) || {};
  if (prompt) return <EditLine label={prompt.type === 'search' ? 'Search:' : 'Go to:'} line={prompt.line} />;
  if (job) return <Line pieces={[{ text: ` ${job.text}: ${percentOf(job.fraction)}esc stops it`, color: 'cyan' }]} />;
  if (model.busy)
    return (
      <Text color={theme.color('cyan')} wrap="truncate-end">
        {' '}
        {aloud ? null : <Spinner type="line" />} {model.busy}
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

const percentOf = (fraction: number | null) => (fraction === null ? '' : `${Math.floor(fraction * 100)}%, `);

function hints(model: Model, columns: number): string {
  if (model.palette) return 'enter do it   tab next   esc close   type to narrow';
  if (model.find) return 'enter stay here   tab next   shift-tab before   esc back';
  if (model.edit) {
    const complete = model.edit.field === 'target' ? ['tab complete'] : [];
    const texts = ['enter use it', ...complete, 'esc as it was', 'empty: default'];
    return fitHints(
      texts.map((text) => ({ text, keep: text.startsWith('esc') })),
      columns,
    );
  }
  const prompt = model.screen === 'log' && model.logView?.prompt;
  if (prompt) return prompt.problem ?? promptHints[prompt.type];
  const able = bindingsFor(model.screen).filter(({ hint, disabled }) => hint && !disabled?.(model));
  return fitHints(
    able.map(({ command, keys, hint }) => ({ text: `${keys[0]} ${hint}`, keep: command === 'help' })),
    columns,
  );
}

const promptHints = {
  search: 'enter search   esc leave it   empty: again   A-Z heeds case',
  goto: 'enter go   esc leave it   1234: a line   50%: per cent',
};

const GAP = '   ';

/** As many hints as there is room for, in order, and those to keep at any rate. */
function fitHints(all: { text: string; keep: boolean }[], width: number): string {
  let room = width - all.filter(({ keep }) => keep).reduce((sum, { text }) => sum + text.length + GAP.length, 0);
  const shown = all.filter(({ text, keep }) => {
    if (keep) return true;
    room -= text.length + GAP.length;
    return room >= 0;
  });
  return shown.map(({ text }) => text).join(GAP);
}

/** A rule over the whole width with a title. */
export function Rule({ title }: { title: string }) {
  const { columns, glyphs, aloud, whole } = useLook();
  if (aloud) return <Line pieces={[{ text: title }]} />;
  const head = title === '' ? '' : `${glyphs.rule}${glyphs.rule} ${title} `;
  return (
    <Line
      pieces={[
        {
          text:
            (whole ? head : fitWidth(head, Math.min(columns, head.length), glyphs.cut)) +
            glyphs.rule.repeat(Math.max(0, columns - head.length)),
          dim: true,
        },
      ]}
    />
  );
}
