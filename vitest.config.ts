import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**'],
    // Many tests wait for processes of their own: a core is not kept free of them.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
})
