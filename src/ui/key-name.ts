import type { Key } from 'ink';

const named: [keyof Key, string][] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageDown', 'pagedown'],
  ['pageUp', 'pageup'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
];

/** Names the keys of one input event, in order: a burst of typed characters may arrive as one event. */
export function keyNames(input: string, key: Key): string[] {
  const special = named.find(([property]) => key[property] === true);
  if (special) return [special[1] === 'tab' && key.shift ? 'shift-tab' : special[1]];
  if (key.ctrl) return [`ctrl-${input}`];
  return [...input].map(typedName);
}

const typed: Record<string, string> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001b': 'esc',
  '\u007f': 'backspace',
  '\b': 'backspace',
};

/** In a burst control characters come as they are: 21 is ctrl-u. */
function typedName(char: string): string {
  const code = char.charCodeAt(0);
  return typed[char] ?? (code < 32 ? `ctrl-${String.fromCharCode(code + 96)}` : char);
}
