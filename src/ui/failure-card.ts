import type { RunState, UnitState } from '../state/run-state.js';
import { shellWord } from '../state/shell-word.js';
import type { Piece } from './components/line.js';
import { clock } from './format.js';
import { wrapWords } from './text.js';

/** Variables that are shown; a shell in the build folder has them all. */
const TELLING = /^(?:SMECH\w*|CC|CXX|C(?:XX|PP)?FLAGS|LDFLAGS|PKG_CONFIG\w*|SOURCE_DATE_EPOCH|MAKEFLAGS|DESTDIR)$/;
const LABEL = 10;

/** One line of the card: a heading over the width, or pieces. */
export type CardLine = { rule: string } | { pieces: Piece[] };

/** Why a unit failed and what to do about it, as lines for a screen of this width; what matters most comes first. */
export function failureCard(run: RunState, unit: UnitState, width: number): CardLine[] {
  const { error } = unit;
  if (error === null) return [{ pieces: [{ text: ` ${unit.unit}: ${unit.state}` }] }];
  const took = unit.durationSeconds === null ? '' : ` after ${clock(unit.durationSeconds)}`;
  const exit = unit.exitCode === null ? '' : `, exit code ${unit.exitCode}`;
  const step = error.step ?? null;
  return [
    { pieces: [{ text: ` ${unit.unit} failed${took}${exit}`, bold: true, color: 'red' }] },
    ...wrapWords(error.message, width - 2).map((text) => ({ pieces: [{ text: ` ${text}` }] })),
    ...contextLines(unit),
    { rule: 'again' },
    ...wrapped(error.rerun, width),
    { rule: step === null ? 'where' : `step: ${step.title}` },
    ...(step === null
      ? []
      : [...field('command', step.argv.map(shellWord).join(' '), width), ...field('folder', step.cwd, width)]),
    ...(unit.log === null ? [] : field('log', unit.log, width)),
    ...field('target', run.target, width),
    ...environmentLines(step?.environment ?? {}, width),
  ];
}

/** What stands in the log around the first real error line. */
function contextLines({ error, log }: UnitState): CardLine[] {
  const context = error?.context ?? [];
  if (error === null || log === null) return [];
  if (context.length === 0)
    return error.line === null
      ? []
      : [{ rule: 'log' }, { pieces: [{ text: ` ${error.line}`, color: 'red', bold: true }] }];
  const digits = Math.max(...context.map(({ number }) => `${number}`.length));
  const title =
    error.lineNumber === null
      ? 'last lines of the log: none of it looks like an error'
      : `log, line ${error.lineNumber}`;
  return [
    { rule: title },
    ...context.map(({ number, text }) => {
      const here = number === error.lineNumber;
      const head = { text: `${here ? ' > ' : '   '}${`${number}`.padStart(digits)} `, width: digits + 4, dim: !here };
      return { pieces: [head, { text, ...(here ? { color: 'red', bold: true } : {}) }] };
    }),
  ];
}

/** Cut nowhere, so that it can be selected and pasted into a shell as it is: a shell joins lines that end in a backslash. */
function wrapped(command: string, width: number): CardLine[] {
  const lines = wrapWords(command, width - 4);
  return lines.map((text, index) => ({ pieces: [{ text: ` ${text}${index < lines.length - 1 ? ' \\' : ''}` }] }));
}

function field(name: string, value: string, width: number): CardLine[] {
  return wrapWords(value, width - LABEL - 1).map((text, index) => ({
    pieces: [{ text: index === 0 ? ` ${name}` : '', width: LABEL, dim: true }, { text }],
  }));
}

function environmentLines(environment: Record<string, string>, width: number): CardLine[] {
  const names = Object.keys(environment);
  const telling = names.filter((name) => TELLING.test(name)).sort();
  const others = names.length - telling.length;
  if (names.length === 0) return [];
  return [
    { rule: `variables${others > 0 ? `, ${others} more in the shell that s opens` : ''}` },
    ...telling
      .flatMap((name) => wrapWords(`${name}=${environment[name]}`, width - 2))
      .map((text) => ({ pieces: [{ text: ` ${text}` }] })),
  ];
}
