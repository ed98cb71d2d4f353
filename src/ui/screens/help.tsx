import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { bindingsFor } from '../keymap.js';
import type { Model } from '../model.js';
import { screenTitle } from '../screens.js';
import { windowOf } from '../text.js';

/** Lines around the list: header, title, why not, footer of two. */
const AROUND = 5;

/** Every key of the screen that help was asked on; scrolls. */
export function HelpScreen({ model }: { model: Model }) {
  const { rows } = useLook();
  const of = model.trail.at(-1) ?? 'phases';
  const bindings = bindingsFor(of);
  const { from, to } = windowOf(bindings.length, model.cursor.help, Math.max(1, rows - AROUND));
  const more = bindings.length > to - from ? `, ${from + 1} to ${to} of ${bindings.length}` : '';
  const whyNot = bindings[model.cursor.help]?.disabled?.(model);
  return (
    <>
      <Line pieces={[{ text: ` Keys: ${screenTitle(of)}${more}`, bold: true }]} />
      {bindings.slice(from, to).map(({ command, keys, help, disabled }, index) => {
        const why = disabled?.(model) ?? null;
        return (
          <Line
            key={command}
            inverse={from + index === model.cursor.help}
            pieces={[
              { text: `  ${keys.join(', ')}`, width: 23, bold: true },
              { text: '', width: 1 },
              { text: why === null ? help : `(not now) ${help}`, dim: why !== null },
            ]}
          />
        );
      })}
      <Line pieces={[{ text: whyNot ? ` Not now: ${whyNot}` : '' }]} />
    </>
  );
}
