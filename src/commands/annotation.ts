import type { RunEvent } from '../state/events.js';

/**
 * A failure as a line that GitHub Actions shows on the page of the job, beside its log; nothing elsewhere. The form is that of its
 * "workflow commands".
 */
export function annotation(event: RunEvent | null, env: NodeJS.ProcessEnv): string[] {
  if (env.GITHUB_ACTIONS !== 'true' || event?.type !== 'unit.finished' || event.result !== 'failed') return [];
  const { message, line, rerun } = event.error ?? { message: `${event.unit} failed.`, line: null, rerun: null };
  const text = [message, line, rerun === null ? null : `Again: ${rerun}`].filter((part) => part !== null).join('\n');
  return [`::error title=${escapedProperty(event.unit)}::${escaped(text)}`];
}

const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedProperty = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
