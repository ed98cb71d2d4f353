import { pathToFileURL } from 'node:url';

const knownPrograms = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio'];
const knownTerms = /^(?:xterm-kitty|xterm-ghostty|foot|alacritty|contour|wezterm)/;

/** Whether the terminal makes links of OSC 8, as far as the environment tells; FORCE_HYPERLINK decides for those it doesn't know. */
export function showsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== '0';
  // VTE before 0.50 crashed on them; multiplexers only pass them on when they are told to.
  if (env.TMUX || env.STY) return false;
  return (
    Number(env.VTE_VERSION) >= 5000 ||
    Number(env.KONSOLE_VERSION) >= 210400 ||
    env.WT_SESSION !== undefined ||
    knownPrograms.includes(env.TERM_PROGRAM ?? '') ||
    knownTerms.test(env.TERM ?? '')
  );
}

/** Text that opens a file of the machine `host` when it is clicked. */
export function fileLink(text: string, file: string, host: string): string {
  const url = pathToFileURL(file);
  return `\u001b]8;;file://${host}${url.pathname}\u001b\\${text}\u001b]8;;\u001b\\`;
}
