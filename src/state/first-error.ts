import { stripVTControlCharacters } from 'node:util';

export interface ErrorLine {
  line: string;
  /** From 1. */
  lineNumber: number;
}

// A search looks only at lines with a word of error-words.ts: a new shape may need a new word there.

/** What says precisely what is wrong: a compiler, linker or build system naming the cause. */
const causes: RegExp[] = [
  // gcc, clang, configure.ac, meson.build: FILE:LINE[:COLUMN]: error
  /^[^\s:][^:]*:\d+(?::\d+)?: (?:fatal |internal compiler )?error\b:?/i,
  /^(?:\S*\/)?(?:cc1\w*|gcc|cc|g\+\+|c\+\+|clang\+?\+?|as|ld(?:\.\w+)?|x86_64-\S+|rustc|ar|ranlib|strip|objcopy): (?:fatal |internal compiler )?error:/i,
  /^\S*: internal compiler error:/,
  /\bundefined reference to\b/,
  /\bmultiple definition of\b/,
  /^(?:\S*\/)?(?:\S*-)?ld(?:\.\w+)?: (?!.*\bwarning\b)(?:.*: )?(?:cannot find|.*file (?:format )?not recognized|.*undefined symbol|relocation .* can not be used|final link failed|.*incompatible)/i,
  /\bAssembler messages:$/,
  /^make(?:\[\d+\])?: \*\*\* (?:No rule to make target|No targets|missing separator)/,
  /^[^\s:]*[Mm]akefile\S*:\d+: \*\*\* (?!\[)/,
  /^ninja: (?:error|fatal):/,
  /^CMake Error\b/,
  /^(?:configure|autoreconf|aclocal|automake|autoconf|libtool): error:/,
  /^error(?:\[E\d+\])?: (?!could not compile|aborting due to|build failed|process didn't exit)/,
  /^smech-kconfig: error:/,
  /^\S+: fatal error:/,
];

/** What fails, in words of a program or shell: believed only where no cause is named. A configure script survives many of these. */
const complaints: RegExp[] = [
  /: line \d+: (?:.*: command not found|.*: unbound variable|.*: No such file or directory|.*: Permission denied|syntax error)/,
  /^\S+: \d+: (?:.*: not found|.*: parameter not set|.*: Permission denied|Syntax error)/,
  /^[\w.+/-]+: (?:cannot|can't|could not|unable to|failed to|no such|invalid|unrecognized option|unknown option|command not found)\b/i,
  /^[\w.+/-]+: .*: (?:No such file or directory|Permission denied|Cannot open.*|Read-only file system|No space left on device|Not a directory|Is a directory|Text file busy)$/,
  /\bNo space left on device\b/,
  /\bout of memory\b|\bCannot allocate memory\b/i,
  /\bSegmentation fault\b|^Killed$|\bBus error\b/,
  /^Can't locate \S+ in @INC/,
  /^(?:fatal|FATAL|panic|E|ERROR|Error|\w+(?:Error|Exception))(?: \[\w+\])?: \S/,
  /^\S+: (?:error|fatal): /i,
  /(?:^|\s)(?:error|fatal error|ERROR|FATAL): \S/,
];

/** What only passes a failure on. */
const consequences: RegExp[] = [
  /^make(?:\[\d+\])?: \*\*\* /,
  /^FAILED: /,
  /^collect2: (?:fatal )?error/,
  /^error: (?:could not compile|aborting due to|build failed|process didn't exit)/,
  /^ninja: build stopped/,
  /^tar: (?:Exiting with failure|Error is not recoverable|Child returned)/,
  /\berror code \d+\b|\bexit(?:ed)? (?:with )?(?:status|code) [1-9]\d*\b/i,
];

/** Lines that hold a telling word and yet tell of no failure. */
const noise: RegExp[] = [
  /^(?:\$ |==> |\+ )/,
  /^checking\b/,
  /\(ignored\)$/,
  /\bwarning:/i,
  /\bnote:/,
  /^\s*(?:CC|CXX|LD|AR|AS|HOSTCC|HOSTLD|GEN|INSTALL|\[\s*\d+(?:%|\/\d+)\])\s/,
  /^-- /,
  /\b(?:no|0|without) errors?\b/i,
  /\berrors: (?:0|none|no)\b/i,
  /^(?:\S*\/)?(?:\S+-)?(?:gcc|cc|g\+\+|c\+\+|clang\+?\+?|ccache|libtool|\/bin\/sh|bash)\s+\S/,
];

/**
 * The line of a log that says what went wrong: the first cause that a compiler, linker or build system names, else the first complaint of
 * a program or shell, else the first line that passes a failure on. Null when nothing looks like an error.
 */
export function firstErrorLine(text: string): ErrorLine | null {
  // A carriage return redraws a line (progress bars) and starts none: what stood there last counts.
  const lines = text.split('\n').map((line) => line.trimEnd().split('\r').at(-1) ?? '');
  let complaint: ErrorLine | null = null;
  let consequence: ErrorLine | null = null;
  for (let index = 0; index < lines.length; index++) {
    const line = stripVTControlCharacters(lines[index] ?? '').trimEnd();
    if (line === '') continue;
    const at = (): ErrorLine => ({ line: line.trim(), lineNumber: index + 1 });
    if (line.startsWith('Traceback (most recent call last):')) {
      const end = endOfTraceback(lines, index);
      if (end && !complaint) complaint = end;
      if (end) index = end.lineNumber - 1;
      continue;
    }
    const kind = errorKind(line);
    if (kind === 'cause') return messageOfCMake(lines, index) ?? at();
    if (kind === 'complaint') complaint ??= at();
    if (kind === 'consequence') consequence ??= at();
  }
  return complaint ?? consequence;
}

/** The same for what a log says from a byte on, such as where the last step begins; its line number is that in the whole log. */
export function firstErrorFrom(log: Buffer, start: number): ErrorLine | null {
  const before = log.subarray(0, start).toString('latin1').split('\n').length - 1;
  const error = firstErrorLine(log.subarray(start).toString('utf8'));
  return error && { line: error.line, lineNumber: before + error.lineNumber };
}

/** What a line, free of escape sequences, tells of a failure; null: nothing. */
export function errorKind(line: string): 'cause' | 'complaint' | 'consequence' | null {
  const kind = matches(causes, line)
    ? 'cause'
    : matches(consequences, line)
      ? 'consequence'
      : matches(complaints, line)
        ? 'complaint'
        : null;
  return kind && matches(noise, line) ? null : kind;
}

const matches = (shapes: RegExp[], line: string) => shapes.some((shape) => shape.test(line));

/** Indented below the place, which often is a file of CMake's own: what CMake says, in one line. */
function messageOfCMake(lines: string[], start: number): ErrorLine | null {
  if (!/^CMake Error (?:at|in) .*:$/.test(stripVTControlCharacters(lines[start] ?? ''))) return null;
  const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
  const block = lines.slice(start + 1, end < 0 ? start + 20 : end);
  const said = block.map((line) => stripVTControlCharacters(line).trim()).filter((line) => line !== '');
  if (said.length === 0) return null;
  const first = block.findIndex((line) => line.trim() !== '');
  return { line: said.slice(0, 3).join(' '), lineNumber: start + 2 + first };
}

/** Python names the error in the first line after the traceback that is not indented. */
function endOfTraceback(lines: string[], start: number): ErrorLine | null {
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line !== '' && !/^\s/.test(line)) return { line: stripVTControlCharacters(line).trim(), lineNumber: index + 1 };
  }
  return null;
}
