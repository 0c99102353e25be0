import { defineConfig } from 'vitest/config'

/** Real programs, real installs: one file at a time, with minutes to spare. */
const slow = { testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false, globalSetup: 'test/e2e/install.ts' }
const report = process.env['VITEST_JSON']

export default defineConfig({
  test: {
    ...(report ? { reporters: ['default', ['json', { outputFile: report }]] } : {}),
    projects: [
      {
        test: {
          name: 'unit',
          // Seconds are for what hangs; a busy machine takes its time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/{e2e,stacks,torture,containers}/**', 'test/verify/running/**', 'test/fixtures/**'],
        },
      },
      { test: { ...slow, name: 'e2e', include: ['test/e2e/**/*.test.ts'] } },
      {
        test: {
          name: 'verify',
          include: ['test/verify/running/**/*.test.ts'],
          testTimeout: 300_000,
          // Most of the time of a run is waiting.
          maxConcurrency: 4,
        },
      },
      { test: { ...slow, name: 'torture', include: ['test/torture/**/*.test.ts'], testTimeout: 1_200_000 } },
      { test: { ...slow, name: 'stacks', include: ['test/stacks/**/*.test.ts'], testTimeout: 900_000 } },
      { test: { ...slow, name: 'containers', include: ['test/containers/**/*.test.ts'] } },
    ],
  },
})
