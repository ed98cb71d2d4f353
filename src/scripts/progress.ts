import stripAnsi from 'strip-ansi';

export interface ScriptProgress {
  done: number;
  /** null: unknown. */
  total: number | null;
  label: string;
}

export interface ProgressReader {
  /** The latest progress that the lines completed by this piece of output tell, or null. */
  feed: (text: string) => ScriptProgress | null;
}

/** Longer lines are data, not progress. */
const LONGEST = 4096;

/**
 * Reads progress from a script's output, in pieces as they come: `::progress 12/80 label`, `[n/m] label`, `[ 42%] label`, and what
 * xorriso and mksquashfs print. A line ends with a newline or a carriage return. Once a script reports by `::progress`,
 * nothing else counts, so that a tool that it starts does not make the bar jump.
 */
export function createProgressReader(): ProgressReader {
  let pending = '';
  let reports = false;
  return {
    feed(text) {
      let latest: ScriptProgress | null = null;
      const lines = text.split(/[\r\n]/);
      for (const [index, piece] of lines.entries()) {
        if (pending.length < LONGEST) pending += piece.slice(0, LONGEST - pending.length);
        if (index === lines.length - 1) break;
        const line = stripAnsi(pending).trim();
        pending = '';
        const reported = protocol(line);
        reports ||= reported !== null;
        latest = reported ?? (reports ? null : ofTools(line)) ?? latest;
      }
      return latest;
    },
  };
}

function protocol(line: string): ScriptProgress | null {
  const match = /^::progress\s+(\d+)(?:\/(\d+))?(?:\s+(.*))?$/.exec(line);
  return match ? counted(match[1], match[2], match[3]) : null;
}

function ofTools(line: string): ScriptProgress | null {
  const steps = /^\[\s*(\d+)\/(\d+)\](?:\s+(.*))?$/.exec(line);
  if (steps) return counted(steps[1], steps[2], steps[3]);
  const percent = /^\[\s*(\d{1,3})%\](?:\s+(.*))?$/.exec(line);
  if (percent) return counted(percent[1], '100', percent[2]);
  const xorriso = /^xorriso : UPDATE :.*?(\d{1,3}(?:\.\d+)?)%/.exec(line);
  if (xorriso) return counted(xorriso[1], '100', 'xorriso');
  const squashfs = /^\[[=\\|/\- ]*\]\s+(\d+)\/(\d+)\s+\d+%$/.exec(line);
  return squashfs ? counted(squashfs[1], squashfs[2], 'mksquashfs') : null;
}

function counted(done = '', total: string | undefined, label = ''): ScriptProgress | null {
  const progress = { done: Number(done), total: total === undefined ? null : Number(total), label };
  if (!Number.isFinite(progress.done) || (progress.total !== null && !Number.isFinite(progress.total))) return null;
  if (progress.total !== null && (progress.total === 0 || progress.done > progress.total)) return null;
  return progress;
}
