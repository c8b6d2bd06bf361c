/** Content that comes through a pipe, which can be read only once and from its beginning. */
import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { openContent } from '../../../src/library/import/content.ts'
import { temporaryFolder } from '../../storage/folder.ts'
import { lines, written } from './files.ts'

/** A named pipe into which the content is written. */
function piped(content: string | Uint8Array): string {
  const pipe = join(temporaryFolder(), 'pipe')
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
  const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', written(content), pipe])
  onTestFinished(() => void writer.kill('SIGKILL'))
  return pipe
}

const text = lines(3000).join('\n')

test.each<[string, string | Uint8Array, string]>([
  ['text', text, text],
  ['gzipped text', gzipSync(text), text],
  ['a byte', '{', '{'],
  ['nothing', '', ''],
])('%s comes through a pipe as it is', async (_, content, expected) => {
  const opened = await openContent(piped(content))
  const chunks: Uint8Array[] = []
  for await (const chunk of opened.bytes) chunks.push(chunk)
  opened.close()
  expect(Buffer.concat(chunks).toString()).toBe(expected)
  expect(expected.startsWith(opened.head)).toBe(true)
  expect(opened.head.length).toBeGreaterThanOrEqual(Math.min(expected.length, 64 * 1024))
})

test('content that is not read to its end can be closed', async () => {
  for (const content of [text, gzipSync(text)]) {
    const opened = await openContent(written(content))
    expect(opened.head).toContain('2608.00001')
    opened.close()
  }
})
