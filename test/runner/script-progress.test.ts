import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/host/layout.js';
import { latestRun } from '../../src/runner/client.js';
import { journalFile } from '../../src/runner/run-folder.js';
import { parseEvent } from '../../src/state/reduce.js';
import { findUnit, fractionOf } from '../../src/state/selectors.js';
import { deployRoot } from './deploy-root.js';
import { until } from './tools.js';

const fill = 'for n in 1 2 3 4 5; do echo $n > "$SMECH_TARGET/$n"; done\n';
const waits = 'echo begun; while [ ! -e "$SMECH_ROOT/go" ]; do sleep 0.1; done\n';

/** All that the journal of the newest run has of a unit's progress, as figures. */
function reported(root: string, unit: string): string[] {
  const run = latestRun(root);
  const journal = readFileSync(journalFile(layoutOf(root), run?.id ?? ''), 'utf8');
  return journal.split('\n').flatMap((line) => {
    const event = parseEvent(line);
    return event?.type === 'unit.progress' && event.unit === unit ? [`${event.done}/${event.total}`] : [];
  });
}

describe('the progress of a script', { timeout: 60_000 }, () => {
  it('that tells none is not known, before it and after it as while it runs', async () => {
    const deploy = deployRoot({ '01_fill': fill, '02_quiet': 'echo x > "$SMECH_TARGET/own"\n' });
    await deploy.cli('run');
    // What it left is taken away before it runs again.
    deploy.script('02_quiet', waits);
    await deploy.cli('run', '--detach');
    const unit = () => {
      const run = latestRun(deploy.root);
      return run && findUnit(run, '02_quiet');
    };
    await until('its first output', () => unit()?.usage?.lastOutputAt);
    await until('its progress to be unknown', () => unit()?.state === 'running' && unit()?.progress === null);
    const run = latestRun(deploy.root);
    const now = unit();
    expect(run && now && fractionOf(now, run, Date.now())).toBeLessThan(1);
    expect((await deploy.status()).phases[1]).toMatchObject({ state: 'running', progress: null });
    await deploy.cli('cancel');
    expect(new Set(reported(deploy.root, '02_quiet'))).toEqual(new Set(['0/null']));
  });

  it.each([
    ['exit 3\n', null],
    ['echo "::progress 3/10 third"; sleep 1; exit 3\n', { done: 3, total: 10, label: 'third' }],
  ])('that fails is what it told itself: %s', async (script, progress) => {
    const deploy = deployRoot({ '01_fill': fill, '02_fails': script });
    await deploy.cli('run');
    const [filled, failed] = (await deploy.status()).phases;
    expect(filled).toMatchObject({ state: 'done', progress: null });
    expect(failed).toMatchObject({ state: 'failed', progress });
  });
});
