import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openLog } from '../../../src/host/log/open-log.js';
import { createLogControl } from '../../../src/ui/log/control.js';
import { initialModel } from '../../../src/ui/model.js';
import { createStore } from '../../../src/ui/store.js';
import { createTerminal } from '../../../src/ui/terminal.js';

it('stops a search by esc, and only then goes back', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'log-control-'));
  const file = path.join(dir, 'log');
  writeFileSync(file, 'one\ntwo\n');
  const store = createStore({ ...initialModel([], 'smechos', null, 0), screen: 'log', trail: ['run'] }, 1);
  // A search as of a log without end, on the real reader.
  const endless = async () => {
    const log = await openLog(file);
    const find: typeof log.find = async (query, range, onProgress, signal) => {
      for (;;) {
        const found = await log.find(query, range, onProgress, signal);
        if (found !== null) return found;
      }
    };
    return { ...log, find };
  };
  const logs = createLogControl(
    store,
    { openLog: endless, page: () => Promise.resolve() },
    createTerminal(process.stdin, process.stdout),
  );
  onTestFinished(() => {
    logs.close();
    store.close();
    rmSync(dir, { recursive: true });
  });
  const wait = (what: () => unknown) => vi.waitFor(() => expect(what()).toBeTruthy(), { timeout: 20_000 });
  logs.open({ unit: 'a', file });
  await wait(() => store.current().logView?.window);

  logs.commands['log.search']();
  const prompt = () => store.current().logView?.prompt;
  for (const name of ['t', 'h', 'r', 'enter']) {
    const now = prompt();
    if (now) logs.typed(name, now);
  }
  await wait(() => store.current().logView?.job?.text === 'Searching "thr"');
  logs.commands['log.back']();
  expect(store.current().logView?.job).toBeNull();
  expect(store.current().notice?.text).toBe('The search was stopped.');
  expect(store.current().screen).toBe('log');
  logs.commands['log.back']();
  expect(store.current().screen).toBe('run');
});
