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
  return [...input].map((char) => (char === ' ' ? 'space' : char === '\r' || char === '\n' ? 'enter' : char));
}
