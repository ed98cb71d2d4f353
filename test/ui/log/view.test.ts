import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { LogLine, LogWindow } from '../../../src/state/log-lines.js';
import { type Room, rowStarts } from '../../../src/ui/log/rows.js';
import { type LogAction, type LogView, updateLog, visibleRows, wantedLines } from '../../../src/ui/log/view.js';

const FILE = '/log';
const texts = fc.array(
  fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constant('wide 日本語 '.repeat(20)),
  ),
  { minLength: 1, maxLength: 300 },
);

function linesOf(all: string[]): LogLine[] {
  let offset = 0;
  return all.map((raw) => {
    const text = raw.replace(/\p{Cc}/gu, '');
    const line = { offset, text, cut: false };
    offset += Buffer.byteLength(text) + 1;
    return line;
  });
}

function windowAt(lines: LogLine[], offset: number, around: number): LogWindow {
  const own = Math.max(
    0,
    lines.findLastIndex((line) => line.offset <= offset),
  );
  const from = Math.max(0, own - around);
  const to = Math.min(lines.length, own + around + 1);
  return { lines: lines.slice(from, to), first: from + 1, start: from === 0, end: to === lines.length };
}

/** Gives the view what it asks for, once; false: it asks for nothing. */
function answer(view: LogView, lines: LogLine[], room: Room): LogView | null {
  const wanted = wantedLines(view, room);
  if (!wanted) return null;
  const window = windowAt(lines, wanted.offset, wanted.around);
  return updateLog(view, { type: 'log.window', file: FILE, centre: wanted.offset, window }, room);
}

const open = (lines: LogLine[], room: Room) => {
  const size = { size: (lines.at(-1)?.offset ?? 0) + 1, indexed: 0, lines: 0 };
  const actions: LogAction[] = [
    { type: 'log.open', unit: 'a', file: FILE },
    { type: 'log.size', file: FILE, size },
  ];
  return actions.reduce<LogView | null>((view, action) => updateLog(view, action, room), null) as LogView;
};

const step = fc.oneof(
  fc.record({ move: fc.integer({ min: -60, max: 60 }) }),
  fc.record({ go: fc.constantFrom('start' as const, 'end' as const) }),
  fc.constant('load' as const),
);

describe('the view of a log', () => {
  it('goes where reading all of it would go, however late the lines come', () => {
    const rooms = fc.record({ width: fc.integer({ min: 8, max: 60 }), height: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(texts, rooms, fc.boolean(), fc.array(step, { maxLength: 40 }), (all, room, wrap, steps) => {
        const lines = linesOf(all);
        const rows = lines.flatMap((line) =>
          rowStarts(line, wrap ? room.width : null).map((_, row) => ({ line, row })),
        );
        const last = Math.max(0, rows.length - room.height);
        let top = last;
        let view = open(lines, room);
        if (wrap) view = updateLog(view, { type: 'log.wrap' }, room) as LogView;
        for (const one of steps) {
          if (one === 'load') view = answer(view, lines, room) ?? view;
          else if ('move' in one) {
            view = updateLog(view, { type: 'log.move', by: one.move }, room) as LogView;
            top = Math.max(0, Math.min(last, top + one.move));
          } else {
            view = updateLog(view, { type: 'log.go', to: one.go }, room) as LogView;
            top = one.go === 'start' ? 0 : last;
          }
        }
        let loads = 0;
        for (let next = answer(view, lines, room); next; next = answer(view, lines, room)) {
          view = next;
          expect(++loads).toBeLessThan(500);
        }
        const shown = visibleRows(view, room).map(({ line, row }) => ({ line, row }));
        expect(shown).toEqual(rows.slice(top, top + room.height));
      }),
      { numRuns: 300 },
    );
  });

  it('wraps without losing or repeating a character, and never wider than the screen', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 10, max: 40 }), (all, width) => {
        for (const line of linesOf(all)) {
          const starts = rowStarts(line, width);
          expect(starts[0]).toBe(0);
          expect(starts.toSorted((a, b) => a - b)).toEqual(starts);
          const parts = starts.map((start, row) => line.text.slice(start, starts[row + 1]));
          expect(parts.join('')).toBe(line.text);
          for (const part of parts) expect(stringWidth(part)).toBeLessThanOrEqual(width);
        }
      }),
    );
  });

  it('shows what was found, also beside the screen, and stays when it is on it', () => {
    const lines = linesOf(Array.from({ length: 100 }, (_, index) => `${'x'.repeat(index)} ${index}`));
    const room = { width: 20, height: 9 };
    let view = open(lines, room);
    const act = (...actions: LogAction[]) => {
      for (const action of actions) view = updateLog(view, action, room) as LogView;
      for (let next = answer(view, lines, room); next; next = answer(view, lines, room)) view = next;
    };
    act({ type: 'log.query', query: '50' }, { type: 'log.found', offset: lines[50]?.offset ?? 0 });
    expect(visibleRows(view, room)[3]?.line.text).toMatch(/50$/);
    expect(view.follow).toBe(false);
    expect(view.left).toBe(53 - 20 + 8);
    act({ type: 'log.query', query: '52' }, { type: 'log.found', offset: lines[52]?.offset ?? 0 });
    expect(visibleRows(view, room)[3]?.line.text).toMatch(/50$/);
    act({ type: 'log.sideways', by: 10_000 });
    expect(view.left).toBeLessThan(60);
  });
});
