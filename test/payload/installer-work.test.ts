import { describe, expect, it } from 'vitest';
import { room } from '../layers/fixtures.js';
import { shell } from './shell.js';

/** Three steps; the second fails unless there is a file `mended`. */
const steps = `
  step_shares='one:20 two:60 three:20'
  title_one=First title_two=Second title_three=Third
  step_one() { echo "from one"; report 50; }
  step_two() { echo "before"; false | cat; [ -e "$run/mended" ]; ls "$run/mended"; echo "after"; }
  step_three() { echo "from three"; }`;

describe('steps', () => {
  it('report how far they are, keep their output in the log, and end at the first failure', () => {
    const run = room();
    const { stdout } = shell(`set +e; log=$run/log; ${steps}\nrun_steps one; echo "status $?"; failure_lines`, { run });
    expect(stdout).toBe('0 First\n10 First\n20 Second\nstatus 1\nbefore\n');
  });

  it('go on at the one that failed', () => {
    const run = room();
    const text = `set +e; log=$run/log; ${steps.replace('false | cat', 'true')}
      run_steps one >/dev/null
      cat "$run/failed"
      touch "$run/mended"
      run_steps "$(cat "$run/failed")"; echo "status $?"; [ -e "$run/failed" ]; echo $?; grep -c "from one" "$log"`;
    expect(shell(text, { run }).stdout).toBe('two\n20 Second\n80 Third\n100 Done\nstatus 0\n1\n1\n');
  });

  it('are shown as lines or for a gauge', () => {
    const shown = (filter: string) => shell(`printf '0 A\\n3 A\\n12 A\\n20 B b\\n' | ${filter}`).stdout;
    expect(shown('as_lines')).toBe(
      ['0% A', '12% A', '20% B b'].map((line) => `smechvisor-install: ${line}\n`).join(''),
    );
    expect(shown('as_gauge')).toContain('XXX\n20\nB b\nXXX\n');
  });
});
