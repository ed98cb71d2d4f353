import path from 'node:path';
import { usageError } from '../host/errors.js';

/** A line of a build order that names a phase. */
export interface OrderLine {
  /** The phase's name or the script's path, as it stands in the file without surrounding space. */
  text: string;
  /** Path of the build order. */
  file: string;
  /** From 1. */
  line: number;
  /** `Phase N: title` of the comment above, or null before the first. */
  group: string | null;
}

/** Decorations such as `# --- Phase 1: Base system ---` are dropped. */
const GROUP = /^#[#\s=~*_-]*(phase\s+\w+\s*:.*?)[\s#=~*_-]*$/i;

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** A path can't be longer on Linux. */
const LONGEST = 4096;

/**
 * Reads a build order: one phase a line; blank lines and comments are skipped, CRs at the end of a line are dropped, a
 * `# Phase N: title` comment heads a group. Throws a usage error with file and line for content that is no text.
 */
export function parseOrder(content: string | Uint8Array, file: string): OrderLine[] {
  const lines: OrderLine[] = [];
  let group: string | null = null;
  for (const [index, raw] of decode(content, file).split('\n').entries()) {
    const text = raw.trim();
    if (CONTROL.test(text)) throw notText(file, index + 1, 'a control character');
    if (text.length > LONGEST && !text.startsWith('#'))
      throw usageError(
        `${placeOf({ file, line: index + 1 })} has ${text.length} characters: name one phase or script.`,
      );
    if (text.startsWith('#')) group = GROUP.exec(text)?.[1] ?? group;
    else if (text !== '') lines.push({ text, file, line: index + 1, group });
  }
  return lines;
}

/** `build_order.txt:12`: how a line is named in messages. */
export const placeOf = ({ file, line }: { file: string; line: number }) => `${path.basename(file)}:${line}`;

function decode(content: string | Uint8Array, file: string): string {
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw notText(file, badLine(content), 'a byte sequence that is no UTF-8');
  }
}

function badLine(content: Uint8Array): number {
  const isText = (bytes: Uint8Array) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
    } catch {
      return false;
    }
  };
  let line = 1;
  let start = 0;
  for (let end = content.indexOf(10); end !== -1; end = content.indexOf(10, start)) {
    if (!isText(content.subarray(start, end))) break;
    start = end + 1;
    line += 1;
  }
  return line;
}

const notText = (file: string, line: number, what: string) =>
  usageError(
    `${placeOf({ file, line })}: ${what} is in this line, so it is no build order: write it anew as plain text.`,
  );
