import { Rule } from '../components/footer.js';
import { Line } from '../components/line.js';
import { useLook } from '../components/look.js';
import { bytes } from '../format.js';
import type { Model } from '../model.js';
import { cleanLine } from '../text.js';

/** The end of a unit's log over the whole screen; on the last line it follows. */
export function LogScreen({ model }: { model: Model }) {
  const { rows } = useLook();
  const { log } = model;
  const height = Math.max(1, rows - 4);
  if (!log) return <Line pieces={[{ text: ' There is no log yet.' }]} />;
  const follows = model.cursor.log >= log.lines.length - 1;
  const end = follows ? log.lines.length : Math.max(height, model.cursor.log + 1);
  const shown = log.lines.slice(Math.max(0, end - height), end).map(cleanLine);
  return (
    <>
      <Rule
        title={`${log.unit}: last ${log.lines.length} lines of ${bytes(log.size)}${follows ? ', following' : ''}  ${log.file}`}
      />
      {Array.from({ length: height }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: screen lines have fixed places
        <Line key={index} pieces={[{ text: ` ${shown[index] ?? ''}` }]} />
      ))}
    </>
  );
}
