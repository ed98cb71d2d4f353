/** One line that is edited; `at`: where the next character goes, in code points. */
export interface EditedLine {
  value: string;
  at: number;
}

/** What a key does to the line that is edited. */
export type EditKey = { insert: string } | 'erase' | 'eraseWord' | 'eraseAll' | 'left' | 'right' | 'start' | 'end';

/** Keys of the line that is edited, as in a shell. */
const editKeys: Record<string, EditKey> = {
  backspace: 'erase',
  'ctrl-w': 'eraseWord',
  'ctrl-u': 'eraseAll',
  left: 'left',
  right: 'right',
  home: 'start',
  'ctrl-a': 'start',
  end: 'end',
  'ctrl-e': 'end',
  space: { insert: ' ' },
};

/** What a key, named as keyNames() does, means to a line; null: nothing. */
export function editKeyOf(name: string): EditKey | null {
  return editKeys[name] ?? ([...name].length === 1 ? { insert: name } : null);
}

export const lineOf = (value: string): EditedLine => ({ value, at: [...value].length });

/** The line after a key. Bursts of keys arrive faster than the screen is drawn, so lines live in the model and not in components. */
export function editLine({ value, at }: EditedLine, key: EditKey): EditedLine {
  const points = [...value];
  if (typeof key === 'object') {
    const added = [...key.insert];
    return { value: points.toSpliced(at, 0, ...added).join(''), at: at + added.length };
  }
  switch (key) {
    case 'erase':
      return at === 0 ? { value, at } : { value: points.toSpliced(at - 1, 1).join(''), at: at - 1 };
    case 'eraseWord': {
      const kept = points
        .slice(0, at)
        .join('')
        .replace(/[^\s/]*[\s/]*$/u, '');
      return { value: kept + points.slice(at).join(''), at: [...kept].length };
    }
    case 'eraseAll':
      return { value: '', at: 0 };
    case 'left':
      return { value, at: Math.max(0, at - 1) };
    case 'right':
      return { value, at: Math.min(points.length, at + 1) };
    case 'start':
      return { value, at: 0 };
    case 'end':
      return { value, at: points.length };
  }
}
