import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openLog } from '../../../src/host/log/open-log.js';
import { createLogControl } from '../../../src/ui/log/control.js';
import { initialModel } from '../../../src/ui/model.js';
import { createStore } from '../../../src/ui/store.js';
import { createTerminal } from '../../../src/ui/terminal.js';

/** The control of a log with this text, on the real reader or one made from it. */
function openControl(text: string, reader: typeof openLog = openLog) {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'log-control-'));
  const file = path.join(dir, 'log');
  writeFileSync(file, text);
  const store = createStore({ ...initialModel([], 'smechos', null, 0), screen: 'log', trail: ['run'] }, 1);
  const logs = createLogControl(
    store,
    { openLog: reader, page: () => Promise.resolve() },
    createTerminal(process.stdin, process.stdout),
  );
  onTestFinished(() => {
    logs.close();
    store.close();
    rmSync(dir, { recursive: true });
  });
  return { store, logs, file };
}

/** A search as of a log without end, on the real reader. */
const endless: typeof openLog = async (name) => {
  const log = await openLog(name);
  const find: typeof log.find = async (query, range, onProgress, signal) => {
    for (;;) {
      const found = await log.find(query, range, onProgress, signal);
      if (found !== null) return found;
    }
  };
  return { ...log, find };
};

const wait = (what: () => unknown) => vi.waitFor(() => expect(what()).toBeTruthy(), { timeout: 20_000 });

it('begins the log of what failed at its first error, and any other at its end', async () => {
  const text = `${'fine\n'.repeat(500)}x.c:7:3: error: the moon is missing\n${'and so on\n'.repeat(500)}`;
  const { store, logs, file } = openControl(text);
  const view = () => store.current().logView;
  logs.open({ unit: 'a', file, failed: true });
  await wait(() => view()?.mark === 500 * 'fine\n'.length);
  await wait(() => view()?.window?.lines.some(({ text: line }) => line.startsWith('x.c:7:3')));
  expect(view()?.follow).toBe(false);
  logs.open({ unit: 'a', file });
  await wait(() => view()?.window);
  expect(view()).toMatchObject({ follow: true, mark: null });
});

it('stops a search by esc, and only then goes back', async () => {
  const { store, logs, file } = openControl('one\ntwo\n', endless);
  logs.open({ unit: 'a', file });
  await wait(() => store.current().logView?.window);

  logs.commands['log.search']();
  const prompt = () => store.current().logView?.prompt;
  for (const name of ['t', 'h', 'r', 'enter']) {
    const now = prompt();
    if (now) logs.typed(name, now);
  }
  await wait(() => store.current().logView?.job?.text === 'Looking for "thr"');
  logs.commands['log.back']();
  expect(store.current().logView?.job).toBeNull();
  expect(store.current().notice?.text).toBe('The search was stopped.');
  expect(store.current().screen).toBe('log');
  logs.commands['log.back']();
  expect(store.current().screen).toBe('run');
});

it('says what it is looking for', async () => {
  const { store, logs, file } = openControl('one\ntwo\n', endless);
  logs.open({ unit: 'a', file });
  await wait(() => store.current().logView?.window);
  logs.commands['log.nextError']();
  await wait(() => store.current().logView?.job?.text === 'Looking for the next error');
  logs.commands['log.back']();
});
