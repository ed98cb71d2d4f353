import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: real compilers, terminals and virtual machines starve each other when more files run at once.
    maxWorkers: 2,
    env: { SMECHDEPLOY_TEST: '1' },
  },
});
