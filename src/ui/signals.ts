/** What a terminal can be told beside its screen. Pure text: who writes it has asked `signalsFor` whether it may. */
const ESC = '\u001b';
const BEL = '\u0007';

export const bell = BEL;

/** OSC 9;4: a bar in the title, tab or task bar. Null: none. */
export type TaskProgress = { state: 'going' | 'failed' | 'paused'; percent: number } | { state: 'unknown' } | null;

export function progressSignal(progress: TaskProgress): string {
  if (progress === null) return `${ESC}]9;4;0${BEL}`;
  if (progress.state === 'unknown') return `${ESC}]9;4;3${BEL}`;
  const state = { going: 1, failed: 2, paused: 4 }[progress.state];
  return `${ESC}]9;4;${state};${Math.max(0, Math.min(100, Math.floor(progress.percent)))}${BEL}`;
}

/** OSC 2: the title of the window or tab. */
export const titleSignal = (title: string) => `${ESC}]2;${title.replaceAll(/\p{Cc}+/gu, ' ')}${BEL}`;
/** XTWINOPS: keeps the title as it was, and brings it back; terminals without a stack of titles ignore both. */
export const keepTitle = `${ESC}[22;2t`;
export const restoreTitle = `${ESC}[23;2t`;

/** OSC 52: into the clipboard of the terminal, also through SSH. */
export const copySignal = (text: string) => `${ESC}]52;c;${Buffer.from(text).toString('base64')}${BEL}`;

export interface SignalChoice {
  bell?: boolean | undefined;
  progress?: boolean | undefined;
  title?: boolean | undefined;
}

export type Signals = Record<'bell' | 'progress' | 'title', boolean>;

/** What may be written: nothing where there is no terminal that obeys, and what the operator does not want never. */
export function signalsFor(env: NodeJS.ProcessEnv, isTerminal: boolean, choice: SignalChoice): Signals {
  const able = isTerminal && env.TERM !== undefined && env.TERM !== 'dumb';
  // The Linux console takes no OSC; older iTerm2 shows each OSC 9 as a notification.
  const window = able && env.TERM !== 'linux';
  const notifies =
    env.TERM_PROGRAM === 'iTerm.app' && !/^(?:3\.([6-9]|\d\d)|[4-9])/.test(env.TERM_PROGRAM_VERSION ?? '');
  return {
    bell: able && choice.bell !== false,
    progress: window && !notifies && choice.progress !== false,
    title: window && choice.title !== false,
  };
}
