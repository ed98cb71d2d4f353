import { PassThrough, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { render } from 'ink';
import { App } from '../../src/ui/app.js';
import type { Controller } from '../../src/ui/controller.js';
import type { Model } from '../../src/ui/model.js';
import { createStore } from '../../src/ui/store.js';
import { createTerminal } from '../../src/ui/terminal.js';

export interface Size {
  columns: number;
  rows: number;
}

/** What a terminal of this size shows of a model: drawn by the real renderer, without a program around it. */
export async function shownAs(
  model: Model,
  size: Size,
  env: NodeJS.ProcessEnv = { LANG: 'C.UTF-8' },
): Promise<{ lines: string[]; written: string }> {
  const screen = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true, convertEol: true });
  let written = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk;
      screen.write(chunk, done);
    },
  });
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin, ref() {}, unref() {} });
  const store = createStore(model, 10);
  const app = render(
    <App
      store={store}
      controller={deaf}
      terminal={createTerminal(process.stdin, process.stdout)}
      env={env}
      onReady={() => undefined}
    />,
    {
      stdout: Object.assign(stdout, { isTTY: true, ...size }),
      stdin,
      interactive: true,
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: env.INK_SCREEN_READER === 'true',
    },
  );
  await app.waitUntilRenderFlush();
  await new Promise<void>((resolve) => screen.write('', resolve));
  const { active } = screen.buffer;
  const lines = Array.from({ length: size.rows }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  app.unmount();
  store.close();
  screen.dispose();
  return { lines, written };
}

const deaf: Controller = { key() {}, paste() {}, leave() {}, open() {}, resized() {}, close() {} };
