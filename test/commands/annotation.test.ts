import { describe, expect, it } from 'vitest';
import { annotation } from '../../src/commands/annotation.js';
import { finishedEvent } from '../state/events.js';

const error = { message: 'a/one exited with 2.', line: '100%: error: no', lineNumber: 7, rerun: 'run a/one' };
const failed = finishedEvent('a/one', 'failed', { error, exitCode: 2 });
const github = { GITHUB_ACTIONS: 'true' };

describe('annotation', () => {
  it('is one line with what failed, why and what to type, its special characters escaped', () => {
    expect(annotation(failed, github)).toEqual([
      '::error title=a/one::a/one exited with 2.%0A100%25: error: no%0AAgain: run a/one',
    ]);
  });

  it('is made of failures alone, and where they are read alone', () => {
    expect(annotation(failed, {})).toEqual([]);
    expect(annotation(finishedEvent('a/one', 'done'), github)).toEqual([]);
    expect(annotation(null, github)).toEqual([]);
  });
});
