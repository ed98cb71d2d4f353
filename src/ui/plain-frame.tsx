import { stripVTControlCharacters } from 'node:util';
import { renderToString } from 'ink';
import { Frame } from './app.js';
import { lookFor } from './components/look.js';
import type { Model } from './model.js';

/** More lines than any screen has to show. */
const ROWS = 1_000_000;
/** Most lines fit into the first; what is longer than the last, as no path and hardly a command is, goes on in a line of its own. */
const WIDTHS = [512, 4096];

/** All that the present screen has to show, as plain text: no line is cut, no list is scrolled; the terminal wraps and scrolls it. */
export function plainFrame(model: Model, env: NodeJS.ProcessEnv, aloud: boolean): string {
  const look = { ...lookFor(env, model.preferences, { ...model.size, rows: ROWS }, aloud), whole: true };
  let lines: string[] = [];
  for (const columns of WIDTHS) {
    const text = stripVTControlCharacters(renderToString(<Frame model={model} look={look} />, { columns }));
    lines = text.split('\n').map((line) => line.trimEnd());
    if (lines.every((line) => line.length < columns)) break;
  }
  return lines.join('\n').trimEnd();
}
