import { EditLine } from '../components/edit-line.js';
import { editMessage } from '../components/edit-message.js';
import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import type { Model } from '../model.js';
import { currentSetting, settingRows } from '../settings.js';
import { windowOf } from '../text.js';

/** Header, rule, help, footer of two. */
const AROUND = 5;
const LABEL = 17;

/** What holds, where it is set, and what is the operator's own to change. */
export function SettingsScreen({ model }: { model: Model }) {
  const { rows, columns, glyphs } = useLook();
  const settings = settingRows(model);
  const at = model.cursor.settings;
  const { from, to } = windowOf(settings.length, at, Math.max(1, rows - AROUND));
  const place = Math.min(42, Math.max(14, Math.floor(columns / 3)));
  return (
    <>
      {settings.slice(from, to).map((row, index) =>
        model.edit && from + index === at ? (
          <EditLine key={row.name} label={row.label.padEnd(LABEL + 1)} line={model.edit} />
        ) : (
          <Line
            key={row.name}
            inverse={from + index === at}
            pieces={[
              { text: ` ${from + index === at ? glyphs.cursor : ' '} ${row.label}`, width: LABEL + 3 },
              { text: row.value, bold: true },
              { text: ` ${row.from}`, width: place, dim: true },
            ]}
          />
        ),
      )}
      <Rule title="" />
      <Line pieces={[model.edit ? editMessage(model.edit) : { text: ` ${currentSetting(model)?.help ?? ''}` }]} />
    </>
  );
}
