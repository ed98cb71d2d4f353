import os from 'node:os';
import { Line } from '../components/line.js';
import { LogRow } from '../components/log-row.js';
import { useLook } from '../components/look.js';
import { bytes } from '../format.js';
import { fileLink } from '../link.js';
import { type LogView, roomOf, visibleRows } from '../log/view.js';
import type { Model } from '../model.js';
import { cutStart } from '../text.js';

/** A unit's log over the whole screen. */
export function LogScreen({ model }: { model: Model }) {
  const { logView: view } = model;
  if (!view) return <Line pieces={[{ text: ' There is no log yet.' }]} />;
  const room = roomOf(model.size);
  const rows = visibleRows(view, room);
  return (
    <>
      <Title view={view} shown={rows.map(({ line }) => line.offset)} />
      {Array.from({ length: room.height }, (_, index) => (
        <LogRow
          // biome-ignore lint/suspicious/noArrayIndexKey: screen lines have fixed places
          key={index}
          shown={rows[index]}
          query={view.query}
          marked={view.mark !== null && rows[index]?.line.offset === view.mark}
        />
      ))}
    </>
  );
}

const LEAST_PATH = 12;

/** Which log, which part of it, and where its file is. */
function Title({ view, shown }: { view: LogView; shown: number[] }) {
  const { columns, glyphs, links } = useLook();
  const head = `${glyphs.rule}${glyphs.rule} ${view.unit}: ${partOf(view, shown)} `;
  const room = columns - head.length - 3;
  const path = room < LEAST_PATH ? '' : cutStart(view.file, room, glyphs.cut);
  const rule = glyphs.rule.repeat(Math.max(0, columns - head.length - path.length - 1));
  return (
    <Line
      pieces={[
        { text: head, width: Math.min(columns, head.length), dim: true },
        { text: links && path !== '' ? fileLink(path, view.file, os.hostname()) : path, width: path.length, dim: true },
        { text: ` ${rule}`, dim: true },
      ]}
    />
  );
}

const number = new Intl.NumberFormat('en');

function partOf({ window, size, follow, wrap, left }: LogView, shown: number[]): string {
  if (!window) return 'reading';
  if (size.size === 0) return follow ? 'empty, following' : 'empty';
  const top = window.lines.findIndex((line) => line.offset === shown[0]);
  const bottom = window.lines.findIndex((line) => line.offset === shown.at(-1));
  const known = window.first === null || top < 0 ? null : [window.first + top, window.first + bottom];
  const end = window.lines[bottom + 1]?.offset ?? size.size;
  const percent = (part: number) => `${Math.floor((100 * part) / size.size)}%`;
  const counted = size.indexed < size.size ? `, counted ${percent(size.indexed)}` : ` of ${number.format(size.lines)}`;
  const words = [
    known ? `${known.map((line) => number.format(line)).join('-')}${counted}` : `at ${percent(end)}${counted}`,
    window.end && bottom === window.lines.length - 1 ? 'end' : percent(end),
    bytes(size.size),
    ...(follow ? ['following'] : []),
    ...(wrap ? ['wrapped'] : left > 0 ? [`from column ${left + 1}`] : []),
  ];
  return words.join(', ');
}
