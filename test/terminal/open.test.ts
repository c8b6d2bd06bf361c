/** The terminal on a process's own input and output. */
import { expect, test } from 'vitest'
import { newWorld, pipe } from '../e2e/process.ts'

test("moments are written in Paperboy's English, whatever the machine's language", async () => {
  const { stdout } = await pipe(await newWorld(), 'status\n', { LC_ALL: 'en_US.UTF-8' })
  expect(stdout).toMatch(/Hugging Face: not answering since \d{1,2} [A-Z][a-z]{2,3} \d{4}, \d\d:\d\d/)
})
