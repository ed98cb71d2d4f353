import { expect, it, onTestFinished } from 'vitest';
import { accelFailure, startMachine } from '../../src/verify/machine.js';

it('tells that KVM gave up, where QEMU itself would stand still for ever', async () => {
  const says = 'echo "KVM internal error. Suberror: 1" >&2; echo "emulation failure" >&2; exec sleep 60';
  const machine = startMachine(['sh', '-c', says], () => undefined);
  onTestFinished(() => machine.stop());
  expect(await Promise.race([machine.stuck, machine.ended])).toBe(accelFailure);
});
