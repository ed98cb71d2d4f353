import { expect, it } from 'vitest';
import { createUnitEvents } from '../../src/runner/unit-events.js';
import type { RunEvent } from '../../src/state/events.js';

it('tells a first output at once, and usage seldom otherwise', () => {
  const told: RunEvent[] = [];
  const events = createUnitEvents('phase', (event) => void told.push(event));
  const use = (lastOutputAt: string | null) =>
    events.usage({ cpuSeconds: 0, memoryBytes: 1, writtenBytes: 0, lastOutputAt });
  use(null);
  use(null);
  use('2026-01-01T00:00:00.000Z');
  use('2026-01-01T00:00:01.000Z');
  const outputs = told.map((event) => (event.type === 'unit.usage' ? event.lastOutputAt : event.type));
  expect(outputs).toEqual([null, '2026-01-01T00:00:00.000Z']);
});
