import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { bindingsFor } from '../keymap.js';
import type { Model } from '../model.js';

/** Every key of the screen that help was asked on. */
export function HelpScreen({ model }: { model: Model }) {
  const { rows } = useLook();
  return (
    <>
      <Line pieces={[{ text: ' Keys', bold: true }]} />
      {bindingsFor(model.back)
        .slice(0, rows - 5)
        .map(({ command, keys, help, disabled }) => {
          const why = disabled?.(model) ?? null;
          return (
            <Line
              key={command}
              pieces={[
                { text: `   ${keys.join(', ')}`, width: 22, bold: true },
                { text: why === null ? help : `${help} (not now: ${why})`, dim: why !== null },
              ]}
            />
          );
        })}
    </>
  );
}
