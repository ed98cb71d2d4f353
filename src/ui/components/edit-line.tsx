import { Text } from 'ink';
import type { EditedLine } from '../line-edit.js';
import { useLook } from './look.js';

/** The line that is edited, with its cursor; of a long one the part around the cursor. */
export function EditLine({ label, line: { value, at } }: { label: string; line: EditedLine }) {
  const { columns, aloud } = useLook();
  if (aloud) return <Text>{`${label} ${value || 'empty'}`}</Text>;
  const points = [...value];
  const room = Math.max(10, columns - label.length - 3);
  const from = Math.max(0, at - room + 1);
  return (
    <Text wrap="truncate-end">
      {` ${label} ${points.slice(from, at).join('')}`}
      <Text inverse>{points[at] ?? ' '}</Text>
      {points.slice(at + 1, from + room).join('')}
    </Text>
  );
}
