import { type Binding, bindingsFor, type Command } from './keymap.js';
import { type EditedLine, type EditKey, editKeyOf, editLine, lineOf } from './line-edit.js';
import type { Model } from './model.js';

/** The list of commands: what was typed to narrow it, and the line that is chosen. */
export interface Palette {
  line: EditedLine;
  cursor: number;
}

export type PaletteAction =
  | { type: 'palette.open' }
  | { type: 'palette.close' }
  | { type: 'palette.edit'; key: EditKey }
  | { type: 'palette.move'; by: number };

export interface PaletteEntry {
  binding: Binding;
  /** Why it can't be done now; null: it can. */
  why: string | null;
}

/** Moving about in a list is what keys are for. */
const notListed: Command[] = ['down', 'up', 'pageDown', 'pageUp', 'first', 'last', 'palette'];

/** The commands that make sense on the present screen, best match of what was typed first. */
export function paletteEntries(model: Model): PaletteEntry[] {
  const typed = model.palette?.line.value ?? '';
  return bindingsFor(model.screen)
    .filter(({ command }) => !notListed.includes(command))
    .map((binding) => ({ binding, distance: distanceOf(typed, binding.help) }))
    .filter(({ distance }) => distance !== null)
    .toSorted((a, b) => (a.distance ?? 0) - (b.distance ?? 0))
    .map(({ binding }) => ({ binding, why: binding.disabled?.(model) ?? null }));
}

/** How far a text is from what was typed: its start, a word's start, a part, letters in this order; null: no match. */
function distanceOf(typed: string, text: string): number | null {
  const wanted = typed.trim().toLowerCase();
  const within = text.toLowerCase();
  if (wanted === '' || within.startsWith(wanted)) return 0;
  if (within.includes(` ${wanted}`)) return 1;
  if (within.includes(wanted)) return 2;
  let from = 0;
  for (const letter of wanted.replace(/\s/g, '')) {
    from = within.indexOf(letter, from) + 1;
    if (from === 0) return null;
  }
  return 3;
}

/** What a key does while the list is open; `run`: the chosen command is done; null: nothing. */
export function paletteKey(name: string): PaletteAction | 'run' | null {
  switch (name) {
    case 'enter':
      return 'run';
    case 'esc':
    case 'ctrl-c':
      return { type: 'palette.close' };
    case 'down':
    case 'tab':
    case 'ctrl-n':
      return { type: 'palette.move', by: 1 };
    case 'up':
    case 'shift-tab':
    case 'ctrl-p':
      return { type: 'palette.move', by: -1 };
    default: {
      const key = editKeyOf(name);
      return key && { type: 'palette.edit', key };
    }
  }
}

export function updatePalette(model: Model, action: PaletteAction): Model {
  const { palette } = model;
  switch (action.type) {
    case 'palette.open':
      return { ...model, palette: { line: lineOf(''), cursor: 0 }, notice: null };
    case 'palette.close':
      return { ...model, palette: null };
    case 'palette.edit':
      return palette ? { ...model, palette: { line: editLine(palette.line, action.key), cursor: 0 } } : model;
    case 'palette.move': {
      const count = paletteEntries(model).length;
      if (!palette || count === 0) return model;
      return { ...model, palette: { ...palette, cursor: (palette.cursor + action.by + count) % count } };
    }
  }
}
