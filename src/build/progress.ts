import type { ProgressParser } from '../recipes/define.js';

export interface StepProgress {
  done: number;
  total: number;
}

/** Reads a step's output piece by piece. Returns the latest figure, or null before the first one. */
export type ProgressReader = (chunk: string) => StepProgress | null;

/** The reader for a recipe step's parser. Lines may end in CR or LF and may be cut anywhere. */
export function createProgressReader(parser: ProgressParser): ProgressReader {
  const read = lineReader(parser);
  let rest = '';
  let latest: StepProgress | null = null;
  return (chunk) => {
    const lines = (rest + chunk).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) latest = read(line) ?? latest;
    return latest;
  };
}

function lineReader(parser: ProgressParser): (line: string) => StepProgress | null {
  if (parser.kind === 'ninja') return (line) => figure(/^\[(\d+)\/(\d+)\]/.exec(line));
  if (parser.kind === 'percent') {
    return (line) => {
      const percent = /^\[\s*(\d{1,3})%\]/.exec(line)?.[1];
      return percent === undefined ? null : { done: Math.min(Number(percent), 100), total: 100 };
    };
  }
  const pattern = new RegExp(parser.pattern);
  let done = 0;
  // The total is an earlier build's figure: never say more than all.
  return (line) => (pattern.test(line) ? { done: Math.min(++done, parser.total), total: parser.total } : null);
}

function figure(match: RegExpExecArray | null): StepProgress | null {
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const total = Number(match[2]);
  return total === 0 ? null : { done: Math.min(Number(match[1]), total), total };
}
