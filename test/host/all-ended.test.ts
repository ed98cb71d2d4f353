import { describe, expect, it } from 'vitest';
import { allEnded } from '../../src/host/all-ended.js';

describe('allEnded', () => {
  it('gives all results', async () => {
    expect(await allEnded([Promise.resolve(1), Promise.resolve('b')])).toEqual([1, 'b']);
  });

  it('fails when all have ended, with the first failure', async () => {
    let end = () => {};
    let ended = false;
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    }).then(() => {
      ended = true;
    });
    const work = allEnded([Promise.reject(new Error('first')), slow, Promise.reject(new Error('second'))]);
    const seen = work.catch((error: Error) => `${error.message} ${ended}`);
    end();
    expect(await seen).toBe('first true');
  });
});
