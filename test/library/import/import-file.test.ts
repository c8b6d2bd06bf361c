import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain, UserError } from '../../../src/errors.ts'
import { type ImportOptions, importFile } from '../../../src/library/import/import-file.ts'
import { splitArray, splitLines } from '../../../src/library/import/split.ts'
import { temporaryFolder } from '../../storage/folder.ts'
import { open } from '../fixture.ts'
import { imported, line, lines, written } from './files.ts'

async function failure(path: string): Promise<UserError> {
  const { library } = await open()
  const error = await importFile(path, library).catch((thrown: unknown) => thrown)
  if (error instanceof UserError) return error
  throw new Error('No error for a person.')
}

test('a second import changes nothing, and a longer file only adds', async () => {
  const { library } = await open()
  const path = written(lines(450).join('\n'))
  expect(await importFile(path, library)).toMatchObject({ added: 450 })
  expect(await importFile(path, library)).toMatchObject({ added: 0, changed: 0, unchanged: 450 })
  const longer = written(`${lines(451).join('\n')}\n`)
  expect(await importFile(longer, library)).toMatchObject({ added: 1, changed: 0, unchanged: 450 })
})

test('progress is told now and then, and at the end', async () => {
  const { library } = await open()
  const read: number[] = []
  const shares: number[] = []
  const onProgress: ImportOptions['onProgress'] = soFar => {
    read.push(soFar.read)
    shares.push(soFar.share)
  }
  await importFile(written(lines(1_200).join('\n')), library, { onProgress })
  expect(read).toEqual([500, 1_000, 1_200])
  expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  expect(shares.at(-1)).toBe(1)
})

test('gzip and a byte order mark are seen by looking', async () => {
  const text = lines(5).join('\n')
  for (const content of [gzipSync(text), `\uFEFF${text}`, gzipSync(`\uFEFF${text}`)])
    expect((await imported(content)).result).toMatchObject({ read: 5, rejectedCount: 0 })
})

test('a line that is not UTF-8 fails alone', async () => {
  const bytes = Buffer.from(lines(3).join('\n'))
  bytes[bytes.indexOf('number 2')] = 0xff
  const { result } = await imported(bytes)
  expect(result).toMatchObject({ read: 2, rejected: [{ position: 2, reason: 'its text is not UTF-8' }] })
})

test('a line of 50 MB fails alone, in little memory', async () => {
  const long = line(2, { abstract: 'x'.repeat(50_000_000) })
  const { result } = await imported(gzipSync([line(1), long, line(3)].join('\n'), { level: 1 }))
  expect(result).toMatchObject({ read: 2, rejectedCount: 1 })
  expect(result.rejected[0]).toEqual({ position: 2, reason: 'it is longer than 8 MB' })
})

test('only the first reasons are kept, and all are counted', async () => {
  const { result } = await imported([line(1), ...Array.from({ length: 30 }, () => '{"id":"x"}')].join('\n'))
  expect(result.rejected).toHaveLength(20)
  expect(result.rejectedCount).toBe(30)
})

test('a gzipped file that ends too early is imported as far as it goes', async () => {
  const packed = gzipSync(
    lines(2000)
      .map((text, at) => `${text}${' '.repeat(at % 7)}`)
      .join('\n'),
  )
  const { library } = await open()
  const path = written(packed.subarray(0, packed.length * 0.6))
  const error = await importFile(path, library).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'import.truncated', name: 'UserError' })
  expect(library.size).toBeGreaterThan(600)
  expect(library.size).toBeLessThan(2000)
  expect(explain(error)).toContain(`${library.size.toLocaleString('en')} papers`)
})

test('a file that is no text is not said back', async () => {
  const { message } = await failure(written(Buffer.from('PK\u0003\u0004\u0000\u0000')))
  expect(message).toMatch(/" is no text in UTF-8; what can be imported is: JSON Lines, JSON array/)
})

test.each([
  ['an empty file', '', 'import.empty'],
  ['an empty gzipped file', gzipSync(''), 'import.empty'],
  ['prose', 'Dear diary,', 'import.format'],
  ['a picture', Buffer.of(0x89, 0x50, 0x4e, 0x47, 0), 'import.format'],
  ['another JSON document', '{\n  "papers": []\n}', 'import.format'],
  ['numbers', '[1, 2]', 'import.format'],
])('%s is refused with an example', async (_, content, code) => {
  const path = written(content)
  const error = await failure(path)
  expect(error.code).toBe(code)
  expect(error.message).toContain(`"${path}"`)
  expect(error.help).toContain('npm run -s papers -- import')
})

test('a missing file, a folder and a forbidden file are refused', async () => {
  const folder = temporaryFolder()
  expect((await failure(join(folder, 'absent.jsonl'))).code).toBe('import.missing')
  mkdirSync(join(folder, 'inner'))
  expect((await failure(join(folder, 'inner'))).code).toBe('import.unreadable')
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read is refused', async () => {
  const path = written(line(1))
  chmodSync(path, 0)
  expect((await failure(path)).code).toBe('import.unreadable')
})

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function valuesOf(pieces: ReturnType<typeof splitLines>): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const piece of pieces) found.push('text' in piece ? JSON.parse(piece.text) : piece)
  return found
}

test('any values survive being cut out of lines and arrays, however the bytes arrive', async () => {
  const values = fc.array(fc.jsonValue().filter(value => value !== null && typeof value === 'object'))
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(0, 2),
      async (all, size, indent) => {
        const normal = JSON.parse(JSON.stringify(all)) as unknown
        const asLines = all.map(value => JSON.stringify(value)).join('\n')
        expect(await valuesOf(splitLines(inChunks(asLines, size)))).toEqual(normal)
        expect(await valuesOf(splitArray(inChunks(JSON.stringify(all, null, indent), size)))).toEqual(normal)
      },
    ),
  )
})
