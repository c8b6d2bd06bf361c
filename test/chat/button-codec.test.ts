import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  buttonMark,
  decodeButton,
  encodeButton,
  type Kept,
  maxButtonId,
} from '../../src/chat/button-codec.ts'
import { flatten } from '../../src/chat/plain-text.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('&', '=', '#', '%41', '?', '~', '\ud800', '\n', '__proto__'),
)
const command = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/)
const options = fc.dictionary(text, fc.oneof(text, fc.string({ maxLength: 300 })), { noNullPrototype: true })
const mark = fc.option(fc.stringMatching(/^[\w.:-]{1,40}$/), { nil: undefined })
const unwritten = { put: () => expect.unreachable('nothing is stored') }
const empty = { get: () => undefined }

test('what fits stands in the id, readable', () => {
  const button = { command: 'search', options: { query: 'kv cache', page: '2' } }
  expect(encodeButton(button, unwritten)).toBe('search?page=2&query=kv%20cache')
  expect(encodeButton(button, { ...unwritten, mark: 'key-1' })).toBe('search?page=2&query=kv%20cache#key-1')
  expect(encodeButton({ command: 'status', options: {} }, unwritten)).toBe('status?')
})

test('what does not fit waits in the store, under the same name for the same content', async () => {
  const stored = new Map<string, string>()
  const put = ({ name, content }: Kept): unknown => stored.set(name, content)
  const long = { query: 'x'.repeat(500), sort: 'newest' }
  const id = encodeButton({ command: 'search', options: long }, { put })
  expect(encodeButton({ command: 'search', options: { sort: long.sort, query: long.query } }, { put })).toBe(
    id,
  )
  expect(stored.size).toBe(1)
  expect(encodeButton({ command: 'search', options: { ...long, sort: 'upvotes' } }, { put })).not.toBe(id)
  expect(await decodeButton(id, stored)).toEqual({ command: 'search', options: long })
})

test('any button comes back, from an id of at most 100 characters', async () => {
  await fc.assert(
    fc.asyncProperty(command, options, mark, async (name, given, marked) => {
      const stored = new Map<string, string>()
      const put = (kept: Kept): unknown => stored.set(kept.name, kept.content)
      const id = encodeButton(
        { command: name, options: given },
        { put, ...(marked === undefined ? {} : { mark: marked }) },
      )
      expect(id.length).toBeLessThanOrEqual(maxButtonId)
      expect(id.isWellFormed()).toBe(true)
      expect(id).not.toMatch(/\s/)
      expect(buttonMark(id)).toBe(marked)
      expect(await decodeButton(id, stored)).toEqual({ command: name, options: given })
    }),
    { numRuns: 500 },
  )
})

test('a button whose content is gone says so, and offers its command', async () => {
  const id = encodeButton(
    { command: 'search', options: { query: 'x'.repeat(500) } },
    { put: () => undefined },
  )
  const decoded = await decodeButton(id, empty)
  expect(decoded).toMatchObject({ reply: { visibility: 'private' } })
  if (!('reply' in decoded)) return
  expect(flatten(decoded.reply)).toContain('This button has expired.')
  expect(decoded.reply.blocks.at(-1)).toMatchObject({ buttons: [{ command: 'search', options: {} }] })
})

test('any text is read as a button or as an expired one', async () => {
  const stored = fc.option(fc.oneof(fc.string(), fc.json()), { nil: undefined })
  const id = fc.oneof(
    fc.string(),
    fc.string().map(rest => `search?${rest}`),
    fc.constant(`search~${'a'.repeat(22)}`),
  )
  await fc.assert(
    fc.asyncProperty(id, stored, async (given, content) => {
      const decoded = await decodeButton(given, { get: () => content })
      expect('reply' in decoded || typeof decoded.command === 'string').toBe(true)
    }),
  )
})

const encode = (given: string) => () =>
  encodeButton({ command: 'x', options: {} }, { ...unwritten, mark: given })

test('a mark that would not fit is refused', () => {
  for (const given of ['', 'a b', 'a#b', 'x'.repeat(41)])
    expect(encode(given)).toThrow(expect.objectContaining({ code: 'button.mark' }))
})
