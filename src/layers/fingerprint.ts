import { hashText } from '../host/hash.js';
import { compareBytes } from './entries.js';

/** Hash of named inputs, whatever their order. JSON keeps names and values apart, so no two different sets read the same. */
export function fingerprintOf(inputs: Record<string, string>): string {
  const pairs = Object.entries(inputs).sort(([a], [b]) => compareBytes(a, b));
  return hashText(JSON.stringify(pairs));
}

export interface InputChange {
  name: string;
  kind: 'changed' | 'added' | 'removed';
}

/** What differs between the inputs of two results, by name. */
export function changedInputs(before: Record<string, string>, after: Record<string, string>): InputChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareBytes);
  return names.flatMap((name): InputChange[] => {
    if (!Object.hasOwn(before, name)) return [{ name, kind: 'added' }];
    if (!Object.hasOwn(after, name)) return [{ name, kind: 'removed' }];
    return before[name] === after[name] ? [] : [{ name, kind: 'changed' }];
  });
}
