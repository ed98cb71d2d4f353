import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { Footer } from '../../src/ui/components/footer.js';
import { initialModel } from '../../src/ui/model.js';
import { update } from '../../src/ui/update.js';

const model = initialModel([{ name: 'smechos', title: 'SmechOS', summary: '' }], 'smechos', null, 0);

describe('Footer', () => {
  it('hints at keys that work now, and only at those', () => {
    const { lastFrame } = render(<Footer model={model} />);
    expect(lastFrame()).toContain('t target');
    expect(lastFrame()).not.toContain('enter start');
  });

  it('asks before it cancels', () => {
    const { lastFrame } = render(<Footer model={update(model, { type: 'confirm', question: 'cancel' })} />);
    expect(lastFrame()).toContain('Cancel the run?');
  });

  it('says what is being done', () => {
    const { lastFrame } = render(<Footer model={update(model, { type: 'busy', text: 'Starting' })} />);
    expect(lastFrame()).toMatch(/[-\\|/] Starting/);
  });

  it('says how far a search is, and how to stop it', () => {
    const searching = [
      { type: 'show' as const, screen: 'log' as const },
      { type: 'log.open' as const, unit: 'a', file: '/l' },
      { type: 'log.job' as const, job: { text: 'Looking for the next error', fraction: 0.598 } },
    ].reduce(update, model);
    const { lastFrame } = render(<Footer model={searching} />);
    expect(lastFrame()).toContain('Looking for the next error: 59%, esc stops it');
  });
});
