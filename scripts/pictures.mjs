// Pictures for the README, drawn from the terminal of the real program: `node scripts/pictures.mjs DEPLOY_ROOT [ARGUMENT...]` opens the
// interface there, where SmechVisor was built and a run goes on or is past, and keeps docs/{run,log,phases,profile}.svg.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const COLUMNS = 110;
const ROWS = 30;
const CELL = { width: 8.4, height: 18 };
const PALETTE = ['#1d1f21', '#cc6666', '#b5bd68', '#e0b050', '#81a2be', '#b294bb', '#7fc4bd', '#c5c8c6'];
const FRONT = '#d8dad8';
const BACK = '#1d1f21';

const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [cwd = process.cwd(), ...args] = process.argv.slice(2);
// Ink draws nothing but the last frame where it takes the environment for CI.
const { CI: _, ...env } = process.env;
const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const child = spawn(process.execPath, [path.join(project, 'bin/smechdeploy-tui.mjs'), ...args], {
  cwd,
  cols: COLUMNS,
  rows: ROWS,
  name: 'xterm-256color',
  env: { ...env, LANG: 'C.UTF-8' },
});
child.onData((data) => terminal.write(data));
mkdirSync(path.join(project, 'docs'), { recursive: true });

const KEYS = { phases: '2', run: '3', profile: '1' };

await shown(/\? help/);
// A run that goes on takes the screen a moment later.
await sleep(3000);
if (!/ elapsed/.test(screen())) await open('run', / elapsed/);
await shown(/ CC |done after/);
keep('run');
child.write('l');
await shown(/follow/);
// A search has its matches marked.
child.write('/  CC\r');
await shown(/Line \d+/);
await sleep(1500);
keep('log');
child.write('\u001b');
await open('phases', /phases? \d+ of|phases ticked|All phases are fresh/);
// The kernel ticked: what goes stale through it, the path that bounds the run, and how long it may take.
child.write('/compile_kernel\r ');
await shown(/critical path/i);
await sleep(500);
keep('phases');
child.write('u');
await open('profile', /smechvisor-install/);
await sleep(1500);
keep('profile');
child.write('q');

/** Goes to a screen by its number, with time for what streams in. */
async function open(name, pattern) {
  child.write(KEYS[name]);
  await shown(pattern);
  await sleep(1500);
}

function lines() {
  return Array.from({ length: ROWS }, (_, row) => terminal.buffer.active.getLine(row));
}

function screen() {
  return lines()
    .map((line) => line?.translateToString(true))
    .join('\n');
}

async function shown(pattern) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) if (pattern.test(screen())) return;
  throw new Error(`Not shown: ${pattern}\n${screen()}`);
}

function keep(name) {
  const file = path.join(project, 'docs', `${name}.svg`);
  writeFileSync(file, drawing());
  console.log(file);
}

/** The buffer cell by cell: runs of cells with the same look become one text. */
function drawing() {
  const width = Math.ceil(COLUMNS * CELL.width + 24);
  const height = Math.ceil(ROWS * CELL.height + 24);
  const body = lines().flatMap((line, row) => (line ? runsOf(line).map((run) => drawRun(run, row)) : []));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14"><rect width="100%" height="100%" rx="8" fill="${BACK}"/><g transform="translate(12 12)">${body.join('')}</g></svg>\n`;
}

function runsOf(line) {
  const runs = [];
  for (let column = 0; column < COLUMNS; column++) {
    const cell = line.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const color = cell.isFgPalette() ? (PALETTE[cell.getFgColor() % 8] ?? FRONT) : FRONT;
    const look = { color, bold: cell.isBold() !== 0, dim: cell.isDim() !== 0, inverse: cell.isInverse() !== 0 };
    const last = runs.at(-1);
    if (last && JSON.stringify(last.look) === JSON.stringify(look)) last.text += cell.getChars() || ' ';
    else runs.push({ column, look, text: cell.getChars() || ' ' });
  }
  return runs;
}

function drawRun({ column, look, text }, row) {
  const x = (column * CELL.width).toFixed(1);
  const y = (row * CELL.height).toFixed(1);
  const length = ([...text].length * CELL.width).toFixed(1);
  const ground = look.inverse
    ? `<rect x="${x}" y="${y}" width="${length}" height="${CELL.height}" fill="${look.color}"/>`
    : '';
  if (text.trim() === '') return ground;
  const style = `fill="${look.inverse ? BACK : look.color}"${look.bold ? ' font-weight="bold"' : ''}${look.dim ? ' opacity="0.6"' : ''}`;
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `${ground}<text x="${x}" y="${(row * CELL.height + 14).toFixed(1)}" textLength="${length}" xml:space="preserve" ${style}>${safe}</text>`;
}
