import { EditLine } from '../components/edit-line.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import type { Model } from '../model.js';
import { type Palette, paletteEntries } from '../palette.js';
import { windowOf } from '../text.js';

/** Lines around the list: header, what is typed, why not, footer of two. */
const AROUND = 5;

/** Commands by name, with their keys: narrowed by typing; what can't be done now says why. */
export function PaletteScreen({ model, palette }: { model: Model; palette: Palette }) {
  const { rows, glyphs } = useLook();
  const entries = paletteEntries(model);
  const { from, to } = windowOf(entries.length, palette.cursor, Math.max(1, rows - AROUND));
  const whyNot = entries[palette.cursor]?.why ?? null;
  return (
    <>
      <EditLine label="Do:" line={palette.line} />
      {entries.slice(from, to).map(({ binding: { command, keys, help }, why }, index) => (
        <Line
          key={command}
          inverse={from + index === palette.cursor}
          pieces={[
            { text: ` ${from + index === palette.cursor ? glyphs.cursor : ' '} ${keys[0] ?? ''}`, width: 14 },
            { text: why === null ? help : `${help} (not now: ${why})`, dim: why !== null },
          ]}
        />
      ))}
      <Line
        pieces={[{ text: entries.length === 0 ? ' No command is called so.' : whyNot ? ` Not now: ${whyNot}` : '' }]}
      />
    </>
  );
}
