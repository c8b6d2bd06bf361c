import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/real/**'],
    // Modules are loaded once for each worker, not for each file: no test mocks one, or leaves anything global behind.
    isolate: false,
    // Many tests wait for processes of their own: a core is not kept free of them.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
})
